package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole command lines; the trials are real trainings of Catch in processes of their own. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "trials are started by a shell")
class SweepCommandTest {
    @TempDir
    private Path temporary;

    private Path launcher;

    @BeforeEach
    void writeLauncher() throws IOException {
        launcher = script("dqn", "exec '" + String.join("' '", program()) + "' \"$@\"");
    }

    private static List<String> program() {
        return CommandLines.program("-Xmx256m", "-Ddqn.threads=1");
    }

    private Path script(String name, String text) throws IOException {
        Path script = Files.writeString(temporary.resolve(name), "#!/bin/sh\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private String[] sweep(Path out, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("sweep", "--launcher", launcher.toString(), "--out", out.toString()));
        arguments.addAll(Arrays.asList(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void trainsComparesGoesOnAndReports() throws Exception {
        Path out = temporary.resolve("out");
        Path file = Files.writeString(temporary.resolve("sweep.yaml"), """
                games: [catch]
                seeds: 1..2
                frames: 1200
                search: {sobol: {samples: 2, seed: 5}}
                parameters:
                  agent.nStep: {from: 1, to: 3, integer: true}
                  evaluation.episodes: [20]
                  evaluation.epsilon: [1]
                  checkpoint.everyFrames: [100]
                  agent.optimizer.adam.learningRate: [1e-9]
                objective: evaluation
                slots: 2
                """);

        Result swept = CommandLines.run(sweep(out, file.toString()));

        assertThat(swept.exitCode()).as(swept.err() + swept.log()).isZero();
        assertThat(swept.out()).startsWith("catch: mean score over 2 seeds\n");
        assertThat(Files.readAllLines(out.resolve("results.csv")))
                .hasSize(5)
                .startsWith("game,seed,settings,score,games,frames,trial")
                .element(1)
                .asString()
                .matches("catch,1,agent.nStep=[1-3]; .*,-?[01].*,20,1200,1");
        for (String trial : List.of("trials/0001", "trials/0002", "trials/0003", "trials/0004")) {
            Path checkpoints = out.resolve(trial).resolve("checkpoints");
            assertThat(checkpoints.resolve("1100")).exists(); // without learning some are better, and yet not taken
            assertThat(out.resolve(trial).resolve("eval.json"))
                    .content()
                    .contains("\"checkpoint\" : \"" + checkpoints.resolve("1200/model.zip") + "\"");
        }
        assertThat(Files.readString(out.resolve("logs/0001.log"))).contains("Training catch in");

        String results = Files.readString(out.resolve("results.csv"));
        Result again = CommandLines.run(sweep(out));
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(swept.out());
        assertThat(Files.readString(out.resolve("results.csv"))).isEqualTo(results);
        Result other = CommandLines.run(sweep(out, "--games", "catch", "--seeds", "1"));
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("holds a sweep of something else: go on with that by `dqn sweep --out");

        Result status = CommandLines.run("sweep", "status", out.toString());
        assertThat(status.out())
                .startsWith("4 trials done, 0 begun, 0 failed, 0 waiting\n")
                .hasLineCount(4);
        Result best = CommandLines.run("sweep", "best", out.toString());
        assertThat(best.out()).contains("95 % confidence", "Of the differences between trials:", "agent.nStep");
        Result report = CommandLines.run(
                "report", out.toString(), "--out", temporary.resolve("report").toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(temporary.resolve("report/report.html"))
                .content()
                .containsPattern(
                        "\"importances\":\\[\\{\"sweep\":\"out\",\"parameters\":\\[\\{\"key\":\"agent.nStep\",\"share\":[0-9]");
    }

    /** Stopped at a rung and gone on with, a trial comes to the same bits as in one piece, by itself. */
    @Test
    void aTrialIsWhatTheSameTrainingAloneWouldBe() throws Exception {
        Path out = temporary.resolve("out");
        Path file = Files.writeString(temporary.resolve("sweep.yaml"), """
                games: [catch]
                seeds: 7
                frames: 900
                search: {asha: {samples: 2, rungs: 2, eta: 2}}
                parameters: {agent.nStep: [2, 3]}
                slots: 1
                """);
        Result swept = CommandLines.run(sweep(out, file.toString()));
        assertThat(swept.exitCode()).as(swept.err() + swept.log()).isZero();
        String[] promoted =
                Files.readAllLines(out.resolve("promotions.csv")).get(1).split(",", -1);
        Path trial = out.resolve("trials/000" + promoted[0]);

        Path alone = temporary.resolve("alone");
        Result trained = CommandLines.run(
                "train",
                "--game",
                "catch",
                "--seed",
                "7",
                "--set",
                promoted[4],
                "--frames",
                "900",
                "--threads",
                "1",
                "--run",
                alone.toString());

        assertThat(trained.exitCode()).as(trained.err()).isZero();
        assertThat(Files.readString(trial.resolve("train.log"))).contains("Going on from");
        for (String table : List.of("episodes.csv", "metrics.csv")) {
            assertThat(trial.resolve(table)).hasSameTextualContentAs(alone.resolve(table));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | Say what to try: a SWEEP.yaml, or --games, --seeds | sweep --out OUT",
                "2 | Name the folder of the sweep by --out | sweep --games catch --seeds 1",
                "2 | seeds are missing | sweep --games catch --out OUT",
                "2 | did you mean agent.nStep? | sweep --games catch --seeds 1 --set agent.nStpe=1,2 --out OUT",
                "2 | agent.nStep must be a whole number | sweep --games catch --seeds 1 --set agent.nStep=1,x --out OUT",
                "2 | a key, = and values, such as agent.nStep=1,3,5 | sweep --games catch --seeds 1 --set nStep --out OUT",
                "2 | did you mean 'pong'? | sweep --games pogn --seeds 1 --out OUT",
                "2 | did you mean nature? | sweep --games catch --seeds 1 --preset natur --out OUT",
                "2 | config and preset exclude each other | sweep --games pong --seeds 1 --preset nature --config x --out OUT",
                "2 | nowhere.yaml: there is no such file | sweep nowhere.yaml --out OUT",
                "2 | leave one out | sweep nowhere.yaml --games catch --out OUT",
                "2 | --slots must be from 1 to 1024, not 0 | sweep --games catch --seeds 1 --slots 0 --out OUT",
                "2 | Invalid value for option '--engine' | sweep --games catch --seeds 1 --engine cloud --out OUT",
                "2 | --master and --address are for Spark: add --engine spark | sweep --games catch --seeds 1 --master local --out OUT",
                "2 | --master and --address are for Spark: add --engine spark | sweep --games catch --seeds 1 --address h --out OUT",
                "2 | The workers of spark://h:1 cannot reach 127.0.0.1 | sweep --games catch --seeds 1 --engine spark --master spark://h:1 --out OUT",
                "1 | There is no sweep in OUT (no plan.json) | sweep best OUT",
                "1 | There is no sweep in OUT (no plan.json) | sweep status OUT",
                "1 | nowhere cannot be started | sweep --launcher nowhere --games catch --seeds 1 --out OUT"
            })
    void refusesBeforeAnythingStarts(int exitCode, String saying, String arguments) {
        Path out = temporary.resolve("out");
        Result result =
                CommandLines.run(arguments.replace("OUT", out.toString()).split(" "));

        assertThat(result.err()).contains(saying.replace("OUT", out.toString())).doesNotContain("\tat ");
        assertThat(result.exitCode()).isEqualTo(exitCode);
        assertThat(result.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesWhatCannotFit() {
        Path out = temporary.resolve("out");
        Result result = CommandLines.run(sweep(
                out,
                "--games",
                "catch",
                "--seeds",
                "1",
                "--set",
                "network.layers=[{dense: 40_000}, {dense: 40_000}]",
                "--set",
                "budget={frames: 100}"));

        assertThat(result.err()).contains("The network may need").contains("which this machine has free");
        assertThat(result.exitCode()).isEqualTo(1);
        Result many = CommandLines.run(sweep(out, "--games", "catch", "--seeds", "1..1024", "--slots", "1024"));
        assertThat(many.err()).contains("1024 trials at once may need").contains("set slots (or --slots) to at most");
        assertThat(out).doesNotExist();
    }

    @Test
    void refusesAFolderWithOtherFiles() throws Exception {
        Files.writeString(temporary.resolve("letter"), "");
        Result result = CommandLines.run(sweep(temporary, "--games", "catch", "--seeds", "1"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("holds other files already: choose another --out");
        assertThat(temporary.resolve("run.lock")).doesNotExist();
    }

    @Test
    void goesOnWithTheSameSweepOnly() throws Exception {
        Path out = temporary.resolve("out");
        launcher = script("stub", "exit 1");
        String preset = Files.readString(Path.of("config/catch.yaml"));
        Path config = Files.writeString(temporary.resolve("catch.yaml"), preset);
        String[] same = {"--games", "catch", "--seeds", "1", "--config", config.toString()};
        assertThat(CommandLines.run(sweep(out, same)).err()).isEmpty();

        assertThat(CommandLines.run(sweep(out, same)).err()).isEmpty();
        Path threads = Files.writeString(
                temporary.resolve("sweep.yaml"),
                "{games: [catch], seeds: 1, config: catch.yaml, threadsPerTrial: 1000}");
        assertThat(CommandLines.run(sweep(out, threads.toString())).err()).contains("holds a sweep of something else");
        Files.writeString(config, preset.replace("discount: 0.95", "discount: 0.9"));
        assertThat(CommandLines.run(sweep(out, same)).err()).contains("holds a sweep of something else");
        String[] onSpark = {
            "--games", "catch", "--seeds", "2", "--slots", "1", "--engine", "spark", "--master", "local[2]"
        };
        assertThat(CommandLines.run(sweep(out, onSpark)).err())
                .contains("go on with that by `dqn sweep --out " + out
                        + " --slots 1 --engine spark --master 'local[2]'`");
    }

    @Test
    void runsAsManyAtOnceAsItsFileSaysNow() throws Exception {
        Path out = temporary.resolve("out");
        launcher = script("stub", "exit 1");
        Path file = temporary.resolve("sweep.yaml");
        for (int slots = 1; slots <= 2; slots++) {
            Files.writeString(file, "{games: [catch], seeds: 1..3, slots: " + slots + "}");
            assertThat(CommandLines.run(sweep(out, file.toString())).log()).contains("here, " + slots + " at once");
        }
        assertThat(CommandLines.run(sweep(out)).log()).contains("here, 1 at once");
        assertThat(CommandLines.run(sweep(out, file.toString(), "--slots", "3")).log())
                .contains("here, 3 at once");
    }

    @Test
    void saysWhichSettingsAreTooShortToLearn() throws Exception {
        launcher = script("stub", "exit 1");
        String[] grid = {
            "--games",
            "catch",
            "--seeds",
            "1",
            "--frames",
            "400",
            "--set",
            "replay.start=100,500",
            "--set",
            "agent.nStep=1,3"
        };
        assertThat(CommandLines.run(sweep(temporary.resolve("out"), grid)).log())
                .contains(
                        "2 of 4 settings will learn nothing before they are compared; of the first, it gathers 400 transitions at most, and"
                                + " learning begins at 500");
    }

    @Test
    void saysThatAnotherProgramBeganIt() throws Exception {
        Path out = temporary.resolve("out");
        launcher = script("stub", "exit 1");
        assertThat(CommandLines.run(sweep(out, "--games", "catch", "--seeds", "1"))
                        .log())
                .doesNotContain("was begun by");
        Path plan = out.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).replaceFirst("\"commit\" : \"[^\"]*\",", ""));

        assertThat(CommandLines.run(sweep(out)).log())
                .contains("This sweep was begun by dqn of the commit unknown, and goes on by that of "
                        + Version.commit());
    }

    /** SIGTERM, like Ctrl-C, lets the trial save itself, though it come twice; killed without a word, the sweep takes its trial with it, which saves itself too. */
    @Test
    void stopsBySignalsOnceItsTrialsHaveSavedThemselves() throws Exception {
        Path out = temporary.resolve("out");
        launcher = script("stub", """
                run=$(echo "$*" | sed 's/.* --\\(run\\|resume\\) \\([^ ]*\\).*/\\2/'); mkdir -p $run; touch $run/config.yaml
                trap 'touch $run/told' TERM; touch $run/runs
                until [ -e $run/told ]; do sleep 0.05; done
                until [ -e $run/go ]; do sleep 0.05; done
                touch $run/saved; exit 143
                """);
        Process sweep = start(sweep(out, "--games", "catch", "--seeds", "1"));
        Path run = out.resolve("trials/0001");
        await(run.resolve("runs"));
        Result second = CommandLines.run(sweep(out));
        assertThat(second.err()).contains("Another process is at work in " + out);

        new ProcessBuilder("kill", "-TERM", Long.toString(sweep.pid())).start().waitFor();
        await(run.resolve("told"));
        new ProcessBuilder("kill", "-TERM", Long.toString(sweep.pid())).start().waitFor();
        assertThat(sweep.waitFor(2, TimeUnit.SECONDS)).isFalse();
        Files.createFile(run.resolve("go"));
        assertThat(sweep.waitFor()).isEqualTo(143);
        assertThat(temporary.resolve("said")).content().contains("Stopped: go on by `dqn sweep --out " + out + "`");

        assertThat(run.resolve("saved")).exists();
        Files.delete(run.resolve("told"));
        Files.delete(run.resolve("saved"));
        Files.delete(run.resolve("runs"));
        Process killed = start(sweep(out));
        await(run.resolve("runs"));
        killed.destroyForcibly().waitFor();
        await(run.resolve("saved"));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(program());
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("said").toFile())
                .start();
    }

    private static void await(Path file) throws InterruptedException {
        while (Files.notExists(file)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
