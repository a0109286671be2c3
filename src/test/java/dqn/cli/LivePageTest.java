package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.Browser;
import dqn.report.ReportRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page of a real training, in a real browser, from its first game to its end. */
class LivePageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path temporary;

    private static Browser chromium;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        chromium = Browser.open(temporary);
        browser = chromium.driver();
        chromium.reset();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** Every chart of it grows within a few thousand agent steps. */
    private static TrainingProcess train(Path run) throws IOException {
        return TrainingProcess.start(
                temporary.resolve(run.getFileName() + ".log"),
                List.of(
                        "train",
                        "--preset=dopamine",
                        "--game=open_invaders",
                        "--set=network.layers=[{conv: {filters: 8, kernel: 8, stride: 4}}, {dense: 32}]",
                        "--set=replay={start: 500, capacity: 20_000}",
                        "--set=agent.epsilon={from: 1, to: 0.1, over: 5_000}",
                        "--run=" + run,
                        "--live=0"));
    }

    private static String page(TrainingProcess training) throws Exception {
        Optional<String> page = training.page();
        while (page.isEmpty()) {
            assertThat(training.hasEnded()).as(training.lastLine()).isFalse();
            Thread.sleep(100);
            page = training.page();
        }
        return page.get();
    }

    private static void await(BooleanSupplier condition) {
        new WebDriverWait(browser, PATIENCE).until(driver -> condition.getAsBoolean());
    }

    /** Points that a chart has now. */
    private static long points(String chart) {
        return (Long) chromium.script(
                "const chart = document.querySelector(`[data-chart=${arguments[0]}]`);"
                        + "return (chart?.data ?? []).filter(t => !t.name?.startsWith('published'))"
                        + ".reduce((sum, t) => sum + t.x.length, 0)",
                chart);
    }

    /** As somebody who clicks on a tab. */
    private static void look(String tab) {
        browser.switchTo().window(tab);
        browser.executeCdpCommand("Page.bringToFront", Map.of());
    }

    private static String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    private static void growsFrom(long before) {
        await(() -> points("score") > before);
    }

    @Test
    void followsATrainingInTwoTabsUntilItEnds() throws Exception {
        try (TrainingProcess training = train(temporary.resolve("tiny"))) {
            String page = page(training);
            browser.get(page);
            growsFrom(0);
            growsFrom(points("score"));
            for (String chart : List.of("loss", "maxQ", "epsilon", "speed")) {
                await(() -> points(chart) > 0);
            }
            showsTheGame();
            keepsAZoomUntilADoubleClick();
            assertThat(text("status")).isEqualTo("Open invaders: training");
            await(() -> text("left").endsWith(" left"));
            assertThat(text("runs")).contains("tiny\nOpen invaders · seed 1");
            assertThat(browser.findElement(By.cssSelector("[data-chart=loss]")).getAttribute("aria-label"))
                    .matches("Loss, tiny now [0-9.e-]+");

            String first = browser.getWindowHandle();
            browser.switchTo().newWindow(WindowType.TAB);
            browser.get(page);
            growsFrom(0);
            growsFrom(points("score"));
            look(first);
            growsFrom(points("score"));
            isUsedByKeyboard();
            fitsAPhoneInTheDark();
            assertThat(chromium.complaints()).isEmpty();

            training.terminate();
            await(() -> text("status").startsWith("The training process has ended. open_invaders: "));
            assertThat(training.exitCode()).isEqualTo(143);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    private static void showsTheGame() {
        await(() -> browser.findElement(By.id("screen")).isDisplayed());
        assertThat(browser.findElements(By.cssSelector("#values tbody tr"))).hasSize(6);
        assertThat(text("values")).contains("NOOP", "FIRE", "RIGHT", "LEFT", "RIGHTFIRE", "LEFTFIRE");
        assertThat(browser.findElements(By.cssSelector("#values tr.best"))).hasSize(1);
        assertThat(text("caption")).matches("Score [0-9]+ in this game, after [0-9,]+ frames of training");
        Object colours = chromium.script("const c = document.getElementById('picture');"
                + "const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + "return [c.width, c.height, new Set(new Uint32Array(data.buffer)).size]");
        assertThat((List<?>) colours).asString().matches("\\[160, 210, [0-9]+]").isNotEqualTo("[160, 210, 1]");
        String before = text("caption");
        await(() -> !text("caption").equals(before));
    }

    /** The chart was first drawn when there was no row yet. */
    private static void keepsAZoomUntilADoubleClick() {
        WebElement plot = browser.findElement(By.cssSelector("[data-chart=score] .nsewdrag"));
        new Actions(browser)
                .moveToElement(plot)
                .clickAndHold()
                .moveByOffset(100, 0)
                .release()
                .perform();
        await(() -> frames().get(0) > 0);
        List<Double> zoomed = frames();
        growsFrom(points("score"));
        assertThat(frames()).isEqualTo(zoomed);
        new Actions(browser).doubleClick(plot).perform();
        await(() -> frames().get(0) == 0);
        double end = frames().get(1);
        assertThat(end).isGreaterThan(zoomed.get(1)).isLessThan(0.5);
        growsFrom(points("score"));
        await(() -> frames().get(1) > end);
    }

    /** The millions of frames that the chart of scores shows. */
    private static List<Double> frames() {
        List<?> range = (List<?>)
                chromium.script("return document.querySelector('[data-chart=score]')._fullLayout.xaxis.range");
        return range.stream().map(end -> ((Number) end).doubleValue()).toList();
    }

    private static void isUsedByKeyboard() {
        Predicate<String> focused = id -> id.equals(chromium.script("return document.activeElement.id"));
        browser.findElement(By.id("smoothing")).sendKeys(Keys.ARROW_RIGHT);
        String window = text("window");
        browser.findElement(By.id("smoothing")).sendKeys(Keys.ARROW_LEFT);
        assertThat(text("window")).isNotEqualTo(window).startsWith("the last ");
        for (int i = 0; !focused.test("pause"); i++) {
            assertThat(i).isLessThan(10);
            new Actions(browser).sendKeys(Keys.TAB).perform();
        }
        new Actions(browser).sendKeys(Keys.SPACE).perform();
        assertThat(browser.findElement(By.id("pause")).getAttribute("aria-pressed"))
                .isEqualTo("true");
        new Actions(browser).sendKeys(Keys.SPACE).perform();
        assertThat(chromium.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    private static void fitsAPhoneInTheDark() {
        String ink = "return document.querySelector('[data-chart=score]')._fullLayout.font.color";
        Object light = chromium.script(ink);
        chromium.dark();
        await(() -> !light.equals(chromium.script(ink)));
        chromium.narrow();
        growsFrom(points("score"));
        assertThat((Long) chromium.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(360);
        chromium.reset();
    }

    /** A browser has six connections to a server: tabs that nobody sees leave them to those that somebody looks at. */
    @Test
    void showsItInMoreTabsThanABrowserHasConnections() throws Exception {
        Path run = ReportRuns.write(temporary.resolve("tabs"), 0, "game=pong");
        try (TrainingProcess watching =
                TrainingProcess.start(temporary.resolve("tabs.log"), List.of("watch", run.toString(), "--port=0"))) {
            String page = page(watching);
            browser.get(page);
            String first = browser.getWindowHandle();
            growsFrom(0);
            List<String> more = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                browser.switchTo().newWindow(WindowType.TAB);
                more.add(browser.getWindowHandle());
                browser.get(page);
                growsFrom(0);
            }
            look(first);
            long before = points("score");
            Files.writeString(run.resolve("episodes.csv"), "30000,50\n", StandardOpenOption.APPEND);
            growsFrom(before);
            for (String tab : more) {
                browser.switchTo().window(tab).close();
            }
            browser.switchTo().window(first);
            browser.get("about:blank");
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    /** Runs of other processes, two of them seeds of the same settings, beside one that begins while the page is open. */
    @Test
    void showsManyRuns() throws Exception {
        Path runs = temporary.resolve("many");
        ReportRuns.write(runs.resolve("plain-s1"), 0, "game=pong", "seed=1");
        ReportRuns.write(runs.resolve("plain-s2"), 10, "game=pong", "seed=2");
        ReportRuns.write(runs.resolve("three-step"), 100, "game=pong", "agent.nStep=3");
        try (TrainingProcess watching =
                TrainingProcess.start(temporary.resolve("many.log"), List.of("watch", runs.toString(), "--port=0"))) {
            browser.get(page(watching));
            await(() -> series("score").equals(List.of("plain (2 seeds)", "three-step")));
            assertThat(rows())
                    .hasSize(3)
                    .satisfiesExactly(
                            row -> assertThat(row).contains("plain-s1", "seed 1"),
                            row -> assertThat(row).contains("plain-s2", "seed 2"),
                            row -> assertThat(row).contains("three-step"));
            for (String chart : List.of("score", "loss", "maxQ", "epsilon", "speed")) {
                assertThat(lines(chart)).as(chart).isGreaterThanOrEqualTo(2);
            }

            ReportRuns.write(runs.resolve("late"), 50, "game=pong", "agent.nStep=5");

            await(() -> series("score").contains("late"));
            assertThat(rows()).hasSize(4);
            assertThat(browser.findElement(By.id("screen")).isDisplayed()).isFalse();
            assertThat(chromium.complaints()).isEmpty();
            browser.get("about:blank");
        }
    }

    private static List<String> rows() {
        return browser.findElements(By.cssSelector("#runs tbody tr")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** The lines of a chart that a person can hover over, by name, but for published ones. */
    @SuppressWarnings("unchecked")
    private static List<String> series(String chart) {
        return (List<String>) chromium.script(
                "const chart = document.querySelector(`[data-chart=${arguments[0]}]`);"
                        + "return (chart?.data ?? []).filter(t => t.hoverinfo !== 'skip')"
                        + ".map(t => t.name).filter(name => !name.startsWith('published'))",
                chart);
    }

    /** How many are drawn, edges of bands among them. */
    private static long lines(String chart) {
        return browser
                .findElements(By.cssSelector("[data-chart=" + chart + "] .scatterlayer .trace path.js-line"))
                .stream()
                .filter(line -> line.getAttribute("d").contains("L"))
                .count();
    }

    @Test
    void saysThatAProcessIsGone() throws Exception {
        try (TrainingProcess training = train(temporary.resolve("killed"))) {
            browser.get(page(training));
            growsFrom(0);
            training.kill();
            await(() -> text("status").startsWith("No connection: "));
            assertThat(browser.findElement(By.id("screen")).isDisplayed()).isFalse();
            browser.get("about:blank"); // or it would go on asking
            assertThat(chromium.complaints())
                    .allSatisfy(complaint -> assertThat(complaint).contains("/events - Failed to load"));
        }
    }
}
