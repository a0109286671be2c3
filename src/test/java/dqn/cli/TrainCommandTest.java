package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import dqn.network.dl4j.ModelFile;
import dqn.training.RunDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

/** Tiny runs by whole command lines: 400 agent steps and 75 updates. */
class TrainCommandTest {
    private static final String GAME = CommandLines.game();

    @TempDir
    private Path temporary;

    private Path run;

    @BeforeEach
    void chooseDirectory() {
        run = temporary.resolve("run");
    }

    private Result train(Path directory, String... more) {
        return CommandLines.run(CommandLines.tiny(GAME, directory, more));
    }

    @Test
    void leavesEverythingInItsRunDirectory() throws IOException {
        Result result = train(run, "--frames", "1600");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).hasLineCount(1).startsWith(GAME + ": 1,600 frames, 75 updates, ");
        assertThat(result.log()).contains("Training " + GAME + " in " + run, "dqn eval --checkpoint " + run);
        for (String file :
                new String[] {"config.yaml", "manifest.json", "metrics.csv", "episodes.csv", "timing.csv", "train.log"
                }) {
            assertThat(run.resolve(file)).isNotEmptyFile();
        }
        for (String file :
                new String[] {"model.zip", "manifest.json", "loop.bin", "target.bin", "environment.bin", "replay.bin"
                }) {
            assertThat(run.resolve("checkpoints/1600/" + file)).isNotEmptyFile();
        }
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("events.out.tfevents."));
        }
        assertThat(run.resolve("config.yaml")).content().contains("game: " + GAME, "  frames: 1600");
        assertThat(run.resolve("train.log")).content().contains("Training " + GAME);
    }

    @Test
    void takesItsOptionsIntoTheConfiguration() {
        Result result = CommandLines.run(
                "train",
                "--preset=dopamine",
                "--game=" + GAME,
                "--run=" + run,
                "--episodes=2",
                "--precision=float32",
                "--replay=30_000",
                "--envs=2",
                "--no-pipeline",
                "--set=environment.maxEpisodeFrames=400");
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(run.resolve("config.yaml"))
                .content()
                .contains(
                        "budget:\n  episodes: 2\n",
                        "precision: float32",
                        "capacity: 30000",
                        "envs: 2",
                        "pipeline: false");
    }

    @Test
    void aRunTooShortToLearnSaysSo() {
        String warning = "This run will learn nothing: it gathers 100 transitions at most, and learning begins at 101";
        assertThat(train(run, "--frames", "400", "--set", "replay.start=101").log())
                .contains(warning);
        assertThat(train(temporary.resolve("longer"), "--frames", "404", "--set", "replay.start=101")
                        .log())
                .doesNotContain("learn nothing");
    }

    @Test
    void theModelIsAPlainDl4jFile() throws IOException {
        train(run, "--frames", "800");
        File model = run.resolve("checkpoints/800/model.zip").toFile();
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(model);
        assertThat(network.numParams()).isEqualTo(4 * 4 * 64 + 4 + 11 * 11 * 4 * 16 + 16 + 16 * 6 + 6);
        assertThat(network.output(Nd4j.zeros(1, 4, 84, 84)).shape()).containsExactly(1, 6);
    }

    @Test
    void theSameCommandGivesTheSameBytes() throws IOException {
        train(run, "--frames", "1200");
        Path again = temporary.resolve("again");
        train(again, "--frames", "1200");
        for (String file : new String[] {
            "config.yaml", "metrics.csv", "episodes.csv", "checkpoints/1200/model.zip", "checkpoints/1200/replay.bin"
        }) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(run.resolve(file));
        }
        Path other = temporary.resolve("other");
        train(other, "--frames", "1200", "--seed", "2");
        assertThat(Files.readString(other.resolve("metrics.csv")))
                .isNotEqualTo(Files.readString(run.resolve("metrics.csv")));
    }

    @Test
    void aFinishedRunTellsItsResultOrGoesOnWhenItIsMadeLonger() throws IOException {
        Result first = train(run, "--frames", "800");
        Result again = resume();
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).isEqualTo(first.out()).contains("800 frames, 25 updates");

        Result longer = resume("--frames", "1600");
        assertThat(longer.exitCode()).as(longer.err()).isZero();
        assertThat(longer.log()).contains("Going on from " + run.resolve("checkpoints/800"));

        Path whole = temporary.resolve("whole");
        assertThat(longer.out()).isEqualTo(train(whole, "--frames", "1600").out());
        for (String file : new String[] {"config.yaml", "metrics.csv", "episodes.csv", "checkpoints/1600/model.zip"}) {
            assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }

        Result shorter = CommandLines.run("train", "--resume", run.toString(), "--frames", "800");
        assertThat(shorter.exitCode()).isEqualTo(1);
        assertThat(shorter.err())
                .isEqualTo(
                        "dqn: " + run + " has had 1,600 frames already, more than the 800 that were asked for: name the"
                                + " whole length of the run, not what is to be added.\n");
        for (String file : new String[] {"config.yaml", "metrics.csv", "episodes.csv"}) {
            assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    @Test
    void aRunWithoutACheckpointStartsAgain() throws IOException {
        Result first = train(run, "--frames", "800");
        PathUtils.deleteDirectory(run.resolve("checkpoints/800"));
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.csv"));

        Result again = resume();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.log()).contains(run + " has no checkpoint yet: starting again from its config.yaml");
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(run.resolve("metrics.csv")).hasBinaryContent(metrics);
        assertThat(again.log()).contains("Its tables until now are kept in " + run.resolve("earlier"));
        assertThat(run.resolve("earlier/metrics.csv")).hasBinaryContent(metrics);
    }

    @Test
    void refusesTheStateOfAnotherOptimiser() throws IOException {
        train(run, "--frames", "800");
        String config = Files.readString(run.resolve("config.yaml"));
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.csv"));
        for (String other : new String[] {
            "rmsPropTensorFlow: {learningRate: 0.01, decay: 0.9, momentum: 0, epsilon: 1e-30}",
            "sgd: {learningRate: 0.01, momentum: 0}"
        }) {
            Files.writeString(
                    run.resolve("config.yaml"),
                    config.replaceFirst(
                            "(?s)  optimizer:.*?(?=\n  learningRateDecay)", "  optimizer: {" + other + "}"));
            Result refused = resume("--frames", "1600");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .startsWith("dqn: The checkpoint " + run.resolve("checkpoints/800")
                            + " holds the state of another kind of optimiser than the agent.optimizer of ")
                    .hasLineCount(1);
            assertThat(run.resolve("metrics.csv")).hasBinaryContent(metrics);
        }
    }

    @Test
    void aRunThatLostItsCheckpointsKeepsItsTables() throws IOException {
        train(run, "--frames", "800");
        Path moved = Files.move(run.resolve("checkpoints"), temporary.resolve("checkpoints"));
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.csv"));

        Result refused = resume("--frames", "1600");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("dqn: " + run + " has no checkpoints any more: put its folder checkpoints back")
                .hasLineCount(1);
        assertThat(run.resolve("metrics.csv")).hasBinaryContent(metrics);

        Files.move(moved, run.resolve("checkpoints"));
        Files.delete(run.resolve("config.yaml"));
        assertThat(resume().err())
                .startsWith("dqn: " + run + " has checkpoints, but no config.yaml: put it back")
                .contains(run.resolve("checkpoints/800/model.zip").toString());
        Result evaluated = CommandLines.run("eval", "--checkpoint", run.toString(), "--episodes", "1");
        assertThat(evaluated.exitCode()).as(evaluated.err()).isZero();
    }

    private Result resume(String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--resume", run.toString()));
        arguments.addAll(List.of(more));
        return CommandLines.run(arguments.toArray(String[]::new));
    }

    @Test
    void goesOnFromTheNewestCheckpointThatIsWholeIfAny() throws IOException {
        Result first = train(run, "--frames", "1600", "--set", "checkpoint={everyFrames: 800, everyDuration: none}");
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.csv"));
        Files.write(run.resolve("checkpoints/1600/model.zip"), new byte[] {1});

        Result again = resume();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.log())
                .contains("1600 is not whole (model.zip has 1 bytes instead of ")
                .contains("Going on from " + run.resolve("checkpoints/800"));
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(run.resolve("metrics.csv")).hasBinaryContent(metrics);

        Files.write(run.resolve("checkpoints/800/model.zip"), new byte[] {1});
        Files.write(run.resolve("checkpoints/1600/model.zip"), new byte[] {1});
        Result refused = resume();
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith("dqn: No checkpoint of " + run + " is whole")
                .hasLineCount(1);
        assertThat(run.resolve("metrics.csv")).hasBinaryContent(metrics);
        assertThat(run.resolve("train.log")).content().contains("800 is not whole");
    }

    @Test
    void aPartOfARunIsToldFromNoRun() {
        train(run, "--frames", "800");
        for (String part : new String[] {"checkpoints/800", "checkpoints/800/model.zip", "metrics.csv"}) {
            Result refused =
                    CommandLines.run("train", "--resume", run.resolve(part).toString());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .isEqualTo("dqn: " + run.resolve(part) + " is only a part of a run: go on with all of it by"
                            + " `dqn train --resume " + run + "`." + System.lineSeparator());
        }
        Path nothing = temporary.resolve("nothing");
        assertThat(CommandLines.run("train", "--resume", nothing.toString()).err())
                .startsWith("dqn: There is no run in " + nothing + " (no config.yaml): begin one by ");
        assertThat(nothing).doesNotExist();
    }

    @Test
    void goingOnElsewhereIsSaid() {
        train(run, "--frames", "800", "--threads", "1");
        assertThat(resume().log()).doesNotContain("may be others");
        Result elsewhere = CommandLines.run("train", "--resume", run.toString(), "--threads", "2");
        assertThat(elsewhere.exitCode()).as(elsewhere.err()).isZero();
        assertThat(elsewhere.log())
                .contains("From here on, the run's bits may be others than without a stop: threads 2 instead of 1");
    }

    @Test
    void rulesThatWereEditedInBetweenAreTold() throws IOException {
        train(run, "--frames", "800");
        assertThat(resume("--frames", "1200").log()).doesNotContain("was changed since");
        Path config = run.resolve("config.yaml");
        String text = Files.readString(config);
        Files.writeString(
                config,
                text.replace("discount: 0.99", "discount: 0.98")
                        .replace("target: {every: 8000", "target: {every: 500"));

        assertThat(resume("--frames", "1600").log())
                .contains(config + " was changed since the checkpoint was written: agent.discount 0.98 instead of 0.99,"
                        + " agent.target.every 500 instead of 8000. The run goes on by both in turn");
        assertThat(run.resolve("checkpoints/1600")).exists();
        assertThat(resume("--frames", "2000").log()).doesNotContain("was changed since");
    }

    @Test
    void evaluationsCanBeAskedForLaterAndMoreOften() throws IOException {
        train(run, "--frames", "800");
        Path config = run.resolve("config.yaml");
        evaluateEvery(config, "none", "600");
        assertThat(resume("--frames", "1200").exitCode()).isZero();
        evaluateEvery(config, "600", "500");
        Files.writeString(config, Files.readString(config).replace("epsilon: 0.05", "epsilon: 0.01"));
        assertThat(resume("--frames", "2000").log())
                .contains("The rules of evaluations were changed since the checkpoint was written: evaluation.epsilon"
                        + " 0.01 instead of 0.05. Those in evaluations.csv before and after do not compare")
                .doesNotContain("was changed since");

        assertThat(Files.readAllLines(run.resolve("evaluations.csv")).stream()
                        .skip(1)
                        .map(row -> Math.round(Long.parseLong(row.split(",", 2)[0]) / 100.0)))
                .containsExactly(8L, 12L, 15L, 20L);
    }

    private static void evaluateEvery(Path config, String before, String after) throws IOException {
        String text = Files.readString(config);
        String changed = text.replace(
                "evaluation:\n  everyFrames: " + before + "\n", "evaluation:\n  everyFrames: " + after + "\n");
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(config, changed);
    }

    @Test
    void beginsWithTheWeightsOfAnother() throws IOException {
        train(run, "--frames", "800");
        Path second = temporary.resolve("second");
        Result taken = train(second, "--frames", "4", "--init", run.toString());
        assertThat(taken.exitCode()).as(taken.err()).isZero();
        assertThat(weights(second.resolve("checkpoints/4/model.zip")))
                .isEqualTo(weights(run.resolve("checkpoints/800/model.zip")));
        assertThat(new RunDirectory(second).readManifest().orElseThrow().init()).matches("[0-9a-f]{8}");

        PathUtils.deleteDirectory(second.resolve("checkpoints/4"));
        Result again = CommandLines.run("train", "--resume", second.toString());
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(weights(second.resolve("checkpoints/4/model.zip")))
                .isEqualTo(weights(run.resolve("checkpoints/800/model.zip")));

        PathUtils.deleteDirectory(second.resolve("checkpoints/4"));
        Path configuration = second.resolve("config.yaml");
        String before = Files.readString(configuration);
        Files.writeString(configuration, before.replace("padding: same", "padding: valid"));
        Result other = CommandLines.run("train", "--resume", second.toString());
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).startsWith("dqn: The weights of --init belong to another network");
        Files.writeString(configuration, before);

        Files.writeString(second.resolve("initial.zip"), "no model");
        Result damaged = CommandLines.run("train", "--resume", second.toString());
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.err())
                .startsWith("dqn: The weights that this run begins with cannot be read (")
                .hasLineCount(1);

        Path third = temporary.resolve("third");
        Result refused = train(third, "--frames", "4", "--set", "observation.stack=2", "--init", run.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).startsWith("dqn: The weights of --init belong to another network");
        assertThat(third).doesNotExist();
        assertThat(refused.err()).hasLineCount(1);

        Result dark = train(third, "--frames", "4", "--set", "observation.scale=0.5", "--init", run.toString());
        assertThat(dark.exitCode()).isEqualTo(1);
        assertThat(dark.err())
                .startsWith("dqn: The weights of --init have learnt from observations times 0.00392")
                .contains(", and this run's are times 0.5: set observation.scale to the same.");
        assertThat(third).doesNotExist();
    }

    private static float[] weights(Path model) {
        return Agents.find(model, new ModelFile()).model().parameters();
    }
}
