package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.cli.CommandLines.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code dqn eval} and {@code dqn play}, on one tiny run, with games of 100 agent steps. */
class PlayersTest {
    private static final String GAME = CommandLines.game();
    private static final String[] SHORT = {"--set", "evaluation.maxEpisodeFrames=400"};

    @TempDir
    private static Path temporary;

    private static Path run;

    @BeforeAll
    static void trainOnce() {
        run = temporary.resolve(GAME);
        assertThat(CommandLines.run(CommandLines.tiny(GAME, run, "--frames", "800"))
                        .exitCode())
                .isZero();
    }

    private static JsonNode json(Result result) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return JsonMapper.shared().readTree(result.out());
    }

    private Result policy(String command, String policy, String... more) {
        String[] arguments = {command, "--policy", policy, "--game", GAME, "--episodes", "2"};
        String[] all = Stream.of(arguments, SHORT, more).flatMap(Arrays::stream).toArray(String[]::new);
        return CommandLines.run(all);
    }

    @Test
    void printsOneJsonDocument() {
        Result result = CommandLines.run("eval", "--checkpoint", run.toString(), "--episodes", "2", "--json");
        JsonNode document = json(result);
        assertThat(document.propertyNames())
                .contains("game", "checkpoint", "episodes", "mean", "std", "ci95", "min", "max", "scores", "protocol");
        assertThat(document.get("game").asString()).isEqualTo(GAME);
        assertThat(document.get("checkpoint").asString()).contains("checkpoints");
        assertThat(document.get("episodes").asInt()).isEqualTo(2);
        assertThat(document.get("scores").size()).isEqualTo(2);
        assertThat(document.get("ci95").size()).isEqualTo(2);
        double sum = document.get("scores").get(0).asDouble()
                + document.get("scores").get(1).asDouble();
        assertThat(document.get("mean").asDouble()).isEqualTo(sum / 2);
        assertThat(document.get("protocol").get("stickyActions").asDouble()).isEqualTo(0.25);
        assertThat(document.get("protocol").get("maxEpisodeFrames").asInt()).isEqualTo(400);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void takesARunACheckpointOrAModelAndRepeatsItself() {
        JsonNode scores = scores(run);
        assertThat(scores(run.resolve("checkpoints/800"))).isEqualTo(scores);
        assertThat(scores(run.resolve("checkpoints/800/model.zip"))).isEqualTo(scores);
    }

    @Test
    void aPlainDl4jFileNeedsToBeToldItsGame() throws IOException {
        Path model = run.resolve("checkpoints/800/model.zip");
        Path plain = temporary.resolve("plain.zip");
        ModelSerializer.writeModel(ModelSerializer.restoreMultiLayerNetwork(model.toFile()), plain.toFile(), true);

        Result refused = CommandLines.run("eval", "--checkpoint", plain.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("does not say which game it plays: add --game");

        Result notInspected = CommandLines.run("inspect", "--checkpoint", plain.toString());
        assertThat(notInspected.exitCode()).isEqualTo(2);
        assertThat(notInspected.err()).contains("does not say which game it plays: add --game");
        Result otherGame = CommandLines.run("inspect", "--checkpoint", plain.toString(), "--game", "catch");
        assertThat(otherGame.exitCode()).as(otherGame.out()).isEqualTo(1);
        assertThat(otherGame.err()).contains("name the --game and --preset that it was trained with");

        String[] rules = {
            "--preset", "dopamine", "--set", "evaluation={maxEpisodeFrames: 400, episodes: 2}", "--game", GAME
        };
        String[] eval = {"eval", "--json", "--checkpoint", plain.toString()};
        Result played =
                CommandLines.run(Stream.of(eval, rules).flatMap(Arrays::stream).toArray(String[]::new));
        assertThat(json(played).get("scores")).isEqualTo(scores(run));
    }

    @Test
    void oneGameHasNoInterval() {
        JsonNode document = json(CommandLines.run("eval", "--checkpoint", run.toString(), "--episodes", "1", "--json"));
        assertThat(document.get("ci95").isNull()).isTrue();
        assertThat(document.get("std").asDouble()).isZero();
        assertThat(document.get("mean")).isEqualTo(document.get("scores").get(0));
    }

    private static JsonNode scores(Path checkpoint) {
        return json(CommandLines.run("eval", "--checkpoint", checkpoint.toString(), "--json"))
                .get("scores");
    }

    @Test
    void tellsAPersonScoreAndProtocol() {
        Result result = CommandLines.run(
                "eval", "--checkpoint", run.toString(), "--game", GAME, "--episodes", "1", "--epsilon", "1");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .hasLineCount(3)
                .containsSubsequence(
                        GAME + ", ", "mean score ", "protocol: 1 episode, epsilon 1.0, sticky actions 0.25");
    }

    /** Ten games, which hardly come out alike. */
    @Test
    void playsByTheEpsilonAndTheSeedThatAreAskedFor() {
        for (String[] command : new String[][] {{"eval", "--json"}, {"play", "--render=none"}}) {
            String chance = tenGames(command, "1", "1");
            assertThat(tenGames(command, "1", "1")).isEqualTo(chance);
            assertThat(tenGames(command, "1", "2")).isNotEqualTo(chance);
            assertThat(tenGames(command, "0", "1")).isNotEqualTo(chance);
        }
    }

    /** What is told of them, but for what was asked. */
    private static String tenGames(String[] command, String epsilon, String seed) {
        Result result = CommandLines.run(
                command[0],
                command[1],
                "--checkpoint",
                run.toString(),
                "--episodes",
                "10",
                "--epsilon",
                epsilon,
                "--seed",
                seed);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return command[0].equals("eval") ? json(result).get("scores").toString() : result.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "constant:FIRE", "constant:rightfire"})
    void evaluatesFixedPolicies(String policy) {
        JsonNode document = json(policy("eval", policy, "--json"));
        assertThat(document.get("policy").asString()).isEqualTo(policy);
        assertThat(document.get("checkpoint").isNull()).isTrue();
        assertThat(document.get("scores").size()).isEqualTo(2);
        assertThat(document.get("protocol").get("epsilon").asInt()).isEqualTo(policy.equals("random") ? 1 : 0);
    }

    @Test
    void aPresetNamesAGameToo() {
        JsonNode document = json(CommandLines.run(
                "eval",
                "--policy",
                "constant:FIRE",
                "--preset",
                "rgb-light",
                "--set",
                "evaluation.maxEpisodeFrames=400",
                "--episodes",
                "1",
                "--json"));
        assertThat(document.get("game").asString()).isEqualTo("space_invaders");
    }

    @Test
    void playsWithoutAPicture() {
        Result agent = CommandLines.run("play", "--checkpoint", run.toString(), "--render=none", "--episodes", "2");
        assertThat(agent.exitCode()).as(agent.err()).isZero();
        assertThat(agent.out().lines()).hasSize(2).allMatch(line -> line.matches("Game [12]: score \\d+"));
        assertThat(policy("play", "random", "--render=none").out()).hasLineCount(2);
    }

    @Test
    void refusesAnotherGameThanTheAgentLearned() {
        for (String[] other :
                new String[][] {{"--game", "breakout"}, {"--preset", "nature"}, {"--set", "environment.stickyActions=0"}
                }) {
            Result result = CommandLines.run("eval", "--checkpoint", run.toString(), other[0], other[1]);
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("The agent plays " + GAME);
        }
    }

    @Test
    void refusesToBeginOrResumeWrongly() {
        Result begun = CommandLines.run(CommandLines.tiny(GAME, run));
        assertThat(begun.exitCode()).isEqualTo(1);
        assertThat(begun.err())
                .contains(run + " already holds a run", "--resume")
                .hasLineCount(1);

        Result changed = CommandLines.run("train", "--resume", run.toString(), "--replay", "500");
        assertThat(changed.exitCode()).isEqualTo(2);
        assertThat(changed.err()).contains("--resume goes on with the run's own configuration");
    }
}
