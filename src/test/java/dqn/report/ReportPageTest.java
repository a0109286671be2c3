package dqn.report;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dqn.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page in a real browser that no network can be reached from. Who changes nothing shares what was loaded. */
@TestMethodOrder(OrderAnnotation.class)
class ReportPageTest {
    private static final Pattern REQUESTED = Pattern.compile("\"request\":\\{.*?\"url\":\"([^\"]{0,200})");

    @TempDir
    private static Path temporary;

    /** Tests that leave the page otherwise than it was loaded, or need it just loaded. */
    private static final String CHANGES = "changes";

    private static boolean untouched;
    private static Browser chromium;
    private static ChromeDriver browser;

    @BeforeAll
    static void open() throws IOException {
        chromium = Browser.open(temporary);
        browser = chromium.driver();
        Path runs = temporary.resolve("runs");
        ReportRuns.write(runs.resolve("plain-s1"), 0, "game=pong", "seed=1");
        ReportRuns.write(runs.resolve("plain-s2"), 10, "game=pong", "seed=2");
        ReportRuns.write(runs.resolve("three-step <b>bold"), 100, "game=pong", "agent.nStep=3");
        ReportRuns.write(runs.resolve("other"), 100, "game=breakout");
        Path ended = ReportRuns.write(runs.resolve("ended"), 50, "game=tennis", "agent.nStep=3");
        Files.writeString(ended.resolve("episodes.csv"), "agent_step_count,score\n500,51\n1000,53\n");
        Files.writeString(ended.resolve("metrics.csv"), "agent_step_count,epsilon,loss,mean_max_q\n1000,1,2,3\n");
        Path silent =
                ReportRuns.write(runs.resolve("ended-without-a-game"), 50, "game=tennis", "agent.nStep=3", "seed=9");
        Files.writeString(silent.resolve("episodes.csv"), "agent_step_count,score\n");
        ReportRuns.writeResult(runs.resolve("random.json"), "pong", "random", 0.25, "-20, -21, -19");
        ReportRuns.writeResult(runs.resolve("noop.json"), "pong", "constant:NOOP", 0.25, "-21, -21");
        new Report(List.of(runs), Map.of("reported", -5.0), ReportPageTest::importances)
                .write(temporary.resolve("out"), false);
    }

    /** As if the runs of Pong were a sweep's. */
    private static List<Importance> importances(Path trials, String game) {
        assertThat(trials).isEqualTo(temporary.resolve("runs").toAbsolutePath());
        return game.equals("pong")
                ? List.of(new Importance("agent.nStep", 0.75, 0.25), new Importance("<b>other", 0.125, 0.5))
                : List.of();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void load(TestInfo test) {
        boolean changes = test.getTags().contains(CHANGES);
        if (changes || !untouched) {
            load();
        }
        untouched = !changes;
    }

    private static void load() {
        chromium.reset();
        browser.manage().logs().get(LogType.PERFORMANCE); // of the page before
        browser.get(temporary.resolve("out/report.html").toUri().toString());
        new WebDriverWait(browser, Duration.ofSeconds(60))
                .until(driver -> script("return document.body.dataset.drawn") != null);
    }

    private static Object script(String text, Object... arguments) {
        return browser.executeScript(text, arguments);
    }

    private static WebElement chart(String game, String name) {
        return browser.findElement(By.xpath("//section[h2='" + game + "']//div[@data-chart='" + name + "']"));
    }

    /** Of the traces that a person can hover over, by name. */
    @SuppressWarnings("unchecked")
    private static Map<String, List<Double>> values(WebElement chart) {
        return (Map<String, List<Double>>) script(
                "return Object.fromEntries(arguments[0].data.filter(t => t.hoverinfo !== 'skip')"
                        + ".map(t => [t.name, (t.type === 'histogram' ? t.x : t.y).map(v => v + 0.0001)]))",
                chart);
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    @Test
    @Tag(CHANGES)
    @Order(1)
    void loadsWithoutErrorsAndAsksForNothing() {
        assertThat(chromium.complaints()).isEmpty();
        assertThat(browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                        .flatMap(entry -> REQUESTED.matcher(entry.getMessage()).results())
                        .map((MatchResult request) -> request.group(1)))
                .isNotEmpty()
                .allSatisfy(url -> assertThat(url).matches("(file|data|blob):.*"));
    }

    @Test
    void drawsEveryChart() {
        for (String name : List.of("score", "loss", "maxQ", "epsilon", "speed")) {
            List<WebElement> lines = chart("Pong", name).findElements(By.cssSelector(".scatterlayer path.js-line"));
            assertThat(lines)
                    .as(name)
                    .isNotEmpty()
                    .anySatisfy(line -> assertThat(line.getAttribute("d")).matches("M.+L.+"));
        }
        assertThat(chart("Pong", "games").findElements(By.cssSelector(".scatterlayer path.point")))
                .hasSize(40 + 40 + 40 + 3 + 2);
        assertThat(chart("Pong", "scores").findElements(By.cssSelector(".violinlayer path.violin")))
                .hasSize(4);
        assertThat(chart("Breakout", "scores").findElements(By.cssSelector(".barlayer .point path")))
                .isNotEmpty();
        assertThat(chart("Pong", "parameters").findElements(By.cssSelector(".parcoords .y-axis")))
                .hasSize(2);
        assertThat(chart("Pong", "parameters").findElements(By.tagName("canvas")))
                .isNotEmpty();
        assertThat(browser.findElements(By.xpath("//section[h2='Breakout']//div[@data-chart='parameters']")))
                .isEmpty();
    }

    @Test
    void drawsHowMuchTheParametersOfASweepMatter() {
        WebElement chart = chart("Pong", "importance");
        assertThat(chart.findElements(By.cssSelector(".barlayer .point path"))).hasSize(2);
        assertThat(chart.findElements(By.cssSelector(".scatterlayer path.point")))
                .hasSize(2);
        assertThat(script("return arguments[0].data.map(trace => trace.x)", chart))
                .isEqualTo(List.of(List.of(12.5, 75L), List.of(50L, 25L))); // from the bottom up
        assertThat(chart.findElements(By.cssSelector(".ytick")).stream().map(WebElement::getText))
                .containsExactlyInAnyOrder("agent.nStep", "<b>other");
        assertThat(browser.findElements(By.xpath("//section[h2='Breakout']//div[@data-chart='importance']")))
                .isEmpty();
    }

    /** Means over the last 5,000 frames, 1,250 agent steps: of three games, the last 38, 39 and 40. */
    @Test
    void averagesSeedsAndNothingElse() {
        Map<String, List<Double>> curves = values(chart("Pong", "score"));
        assertThat(curves).containsOnlyKeys("published DQN (Adam)", "plain (2 seeds)", "three-step &lt;b&gt;bold");
        assertThat(last(curves.get("plain (2 seeds)"))).isCloseTo((39 + 49) / 2.0, within(0.001));
        assertThat(last(curves.get("three-step &lt;b&gt;bold"))).isCloseTo(139, within(0.001));
        assertThat(last(values(chart("Breakout", "score")).get("other"))).isCloseTo(139, within(0.001));
        assertThat(last(values(chart("Pong", "loss")).get("plain (2 seeds)"))).isCloseTo(5.5, within(0.001));
    }

    /** Means over the last 1,250 agent steps: at the second game's end of both, and nothing behind. */
    @Test
    void aCurveEndsWithItsRunWhateverItsSistersTell() {
        assertThat(values(chart("Tennis", "score")).get("ended (2 seeds)"))
                .hasSize(3)
                .last(as(InstanceOfAssertFactories.DOUBLE))
                .isCloseTo(52, within(0.001));
    }

    @Test
    @Tag(CHANGES)
    @Order(Integer.MAX_VALUE)
    @SuppressWarnings("unchecked")
    void smoothsAsThePicturesDo() {
        double[] expected = Curve.of(
                        ReportedRun.read(temporary.resolve("runs/other")).episodes(), ReportedRun.SCORE, 80, 250)
                .trailing(10, false);
        new Actions(browser)
                .sendKeys(browser.findElement(By.id("smoothing")), Keys.ARROW_RIGHT)
                .perform();
        assertThat(browser.findElement(By.id("window")).getText()).isEqualTo("the last 10,000 frames");
        List<Double> drawn = values(chart("Breakout", "score")).get("other");
        assertThat(drawn).hasSize(79); // no game ended in the first bin
        for (int i = 0; i < drawn.size(); i++) {
            assertThat(drawn.get(i)).isCloseTo(expected[i + 1], within(0.001));
        }
    }

    @Test
    void tellsTheValueUnderThePointer() {
        WebElement chart = chart("Pong", "score");
        script("arguments[0].scrollIntoView({block: 'center'})", chart);
        @SuppressWarnings("unchecked")
        List<Number> place = (List<Number>) script(
                "const c = arguments[0], l = c._fullLayout, r = c.getBoundingClientRect();"
                        + "const t = c.data.find(t => t.name?.startsWith('plain'));"
                        + "return [r.x + l._size.l + l.xaxis.d2p(t.x.at(-1)), r.y + l._size.t + l.yaxis.d2p(t.y.at(-1))]",
                chart);
        new Actions(browser)
                .moveToLocation(place.get(0).intValue() - 1, place.get(1).intValue())
                .moveByOffset(1, 0)
                .perform();
        WebElement label = new WebDriverWait(browser, Duration.ofSeconds(10))
                .until(driver -> chart.findElement(By.cssSelector(".hoverlayer .hovertext")));
        assertThat(label.getText()).contains("plain (2 seeds)", "44.0", "39.0 to 49.0, 2 runs", "million frames");
    }

    @Test
    void drawsReferencesBesideTheScores() {
        for (String axis : List.of("x", "y")) {
            WebElement chart = chart("Pong", axis.equals("x") ? "scores" : "games");
            assertThat(script("return arguments[0].layout.shapes.map(shape => shape[arguments[1] + '1'])", chart, axis))
                    .isEqualTo(List.of(-5L));
            assertThat(chart.findElement(By.cssSelector(".annotation-text")).getText())
                    .isEqualTo("reported -5");
        }
    }

    @Test
    void saysHowToLetChancePlayWhereItDidNot() {
        assertThat(browser.findElement(By.xpath("//section[h2='Breakout']")).getText())
                .contains("dqn eval --policy random --config " + temporary.resolve("runs/other/config.yaml")
                        + " --json > ");
        assertThat(browser.findElement(By.xpath("//section[h2='Pong']")).getText())
                .doesNotContain("--policy random");
    }

    @Test
    @Tag(CHANGES)
    @Order(Integer.MAX_VALUE)
    void showsOnlyWhatTheControlsAskFor() {
        browser.findElement(By.id("filter")).sendKeys("three");
        assertThat(values(chart("Pong", "score")).keySet()).noneMatch(name -> name.startsWith("plain"));
        assertThat(chart("Breakout", "score").isDisplayed()).isFalse();
        browser.findElement(By.id("filter")).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        assertThat(chart("Breakout", "score").isDisplayed()).isTrue();

        browser.findElement(By.id("game")).sendKeys("Breakout");
        assertThat(chart("Breakout", "score").isDisplayed()).isTrue();
        assertThat(chart("Pong", "score").isDisplayed()).isFalse();
        browser.findElement(By.id("game")).sendKeys(Keys.HOME);

        WebElement box = browser.findElement(By.xpath("//section[h2='Pong']//label[contains(., 'plain')]/input"));
        box.sendKeys(Keys.SPACE);
        assertThat(values(chart("Pong", "score")).keySet()).noneMatch(name -> name.startsWith("plain"));

        browser.findElement(By.id("from")).sendKeys("0.02");
        assertThat(firstFrame("loss")).isEqualTo(0.02);
        WebElement plot = chart("Pong", "score").findElement(By.cssSelector(".nsewdrag"));
        Actions drag = new Actions(browser).moveToElement(plot).clickAndHold();
        drag.moveByOffset(100, 0).release().perform();
        assertThat(firstFrame("score")).isGreaterThan(0.02);
        for (int tries = 0;
                tries < 10 && firstFrame("score") > 0.02;
                tries++) { // a busy browser takes it for two clicks
            new Actions(browser).doubleClick(plot).perform();
        }
        assertThat(firstFrame("score")).isEqualTo(0.02);
    }

    /** The least million of frames that a chart shows. */
    private static double firstFrame(String chart) {
        return ((Number) script("return arguments[0]._fullLayout.xaxis.range[0]", chart("Pong", chart))).doubleValue();
    }

    @Test
    @Tag(CHANGES)
    @Order(Integer.MAX_VALUE)
    void namesAreTextEverywhere() {
        assertThat(browser.findElements(By.xpath("//b"))).isEmpty();
        assertThat(browser.findElement(By.cssSelector("main")).getText()).contains("three-step <b>bold");
        browser.findElements(By.tagName("summary")).forEach(WebElement::click);
        assertThat(browser.findElements(By.xpath("//th[.='three-step <b>bold']")))
                .isNotEmpty();
    }

    @Test
    @Tag(CHANGES)
    @Order(Integer.MAX_VALUE)
    void followsTheColoursOfTheSystemAndFitsANarrowWindow() {
        String ink = "return arguments[0]._fullLayout.font.color";
        Object light = script(ink, chart("Pong", "score"));
        chromium.dark();
        new WebDriverWait(browser, Duration.ofSeconds(10))
                .until(driver -> !light.equals(script(ink, chart("Pong", "score"))));
        chromium.narrow();
        assertThat((Long) script("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
    }
}
