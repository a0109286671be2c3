package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.RandomStream;
import dqn.render.Joystick;
import dqn.render.RenderedFrame;
import dqn.render.Switch;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's play, with a joystick that is no keyboard. */
@ParameterizedClass
@ValueSource(strings = {"open_invaders", "space_invaders"})
class HumanGamesTest {
    /** Those of the emulator, in its order. */
    private static final List<String> ALL = List.of(
            "NOOP",
            "FIRE",
            "UP",
            "RIGHT",
            "LEFT",
            "DOWN",
            "UPRIGHT",
            "UPLEFT",
            "DOWNRIGHT",
            "DOWNLEFT",
            "UPFIRE",
            "RIGHTFIRE",
            "LEFTFIRE",
            "DOWNFIRE",
            "UPRIGHTFIRE",
            "UPLEFTFIRE",
            "DOWNRIGHTFIRE",
            "DOWNLEFTFIRE");

    private static final List<String> INVADERS = List.of("NOOP", "FIRE", "RIGHT", "LEFT", "RIGHTFIRE", "LEFTFIRE");
    private static final List<String> PADDLES = List.of("NOOP", "UP", "DOWN");

    private static final String HEADER = "game,score,sticky_actions,frame_skip,action_set,noop_start,"
            + "max_episode_frames,frames_per_second,truncated,agent_mean_score\n";

    @Parameter
    private String game;

    @TempDir
    private Path temporary;

    private final List<String> out = new ArrayList<>();
    private final List<RenderedFrame> shown = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "'', NOOP, NOOP, NOOP",
        "FIRE, FIRE, FIRE, NOOP",
        "LEFT, LEFT, LEFT, NOOP",
        "UP, UP, NOOP, UP",
        "DOWN FIRE, DOWNFIRE, FIRE, DOWN",
        "LEFT FIRE, LEFTFIRE, LEFTFIRE, NOOP",
        "UP RIGHT, UPRIGHT, RIGHT, UP",
        "DOWN LEFT FIRE, DOWNLEFTFIRE, LEFTFIRE, DOWN",
        "LEFT RIGHT, NOOP, NOOP, NOOP",
        "LEFT RIGHT UP FIRE, UPFIRE, FIRE, UP",
        "UP DOWN LEFT RIGHT FIRE, FIRE, FIRE, NOOP",
    })
    void theJoystickIsAnAction(String switches, String all, String invaders, String paddles) {
        Set<Switch> closed = EnumSet.noneOf(Switch.class);
        Stream.of(switches.split(" "))
                .filter(name -> !name.isEmpty())
                .map(Switch::valueOf)
                .forEach(closed::add);
        assertThat(ALL.get(HumanPlayer.action(closed, ALL))).isEqualTo(all);
        assertThat(INVADERS.get(HumanPlayer.action(closed, INVADERS))).isEqualTo(invaders);
        assertThat(PADDLES.get(HumanPlayer.action(closed, PADDLES))).isEqualTo(paddles);
    }

    private RunConfig config(String... more) {
        List<String> sets = new ArrayList<>(List.of("game=" + game));
        sets.addAll(HumanPlayer.RULES);
        sets.addAll(List.of(more));
        return new ConfigLoader().resolvePreset("default", sets);
    }

    private void play(RunConfig config, int episodes, int mostFrames) {
        CommandLines.assumeRom(game);
        Joystick right = () -> EnumSet.of(shown.size() % 40 < 20 ? Switch.RIGHT : Switch.LEFT, Switch.FIRE);
        Show show = new Show(frame -> shown.add(frame.copy()));
        try (Seat seat = Seat.of(new HumanPlayer(config, right), Optional.empty(), new RandomStream(1, "play"), show)) {
            new HumanGames(config, 30, temporary.resolve("runs"), out::add)
                    .play(seat, show, episodes, () -> shown.size() > mostFrames);
        }
    }

    /** One frame for the reset, and one for every action; the game has all 18 actions here, as the console. */
    @Test
    void everyFrameIsPlayedAndTheScoresAreKept() throws IOException {
        play(config("environment.maxEpisodeFrames=900"), 2, Integer.MAX_VALUE);

        assertThat(shown).hasSize(2 * 901);
        assertThat(shown.get(0).actionName()).isEmpty();
        assertThat(shown.get(5).actionName()).isEqualTo("RIGHTFIRE");
        assertThat(shown.get(5).step()).isEqualTo(5);
        assertThat(shown.get(25).actionName()).isEqualTo("LEFTFIRE");
        assertThat(shown.get(1801).episode()).isEqualTo(2);
        int first = (int) shown.get(900).score();
        int second = (int) shown.get(1801).score();
        assertThat(first).isPositive();
        assertThat(out)
                .containsExactly(
                        "Game 1: score " + first + ", cut off after 900 frames",
                        "Game 2: score " + second + ", cut off after 900 frames",
                        "you " + (first + second) / 2.0 + " in 2 games" + agent());
        String mean = isShipped() ? "878.5" : "";
        assertThat(temporary.resolve("runs/human-scores.csv"))
                .hasContent(HEADER + game + "," + first + ",0.0,1,full,0,900,30.0,true," + mean + "\n" + game + ","
                        + second + ",0.0,1,full,0,900,30.0,true," + mean + "\n");
    }

    private boolean isShipped() {
        return game.equals("space_invaders");
    }

    private String agent() {
        return isShipped()
                ? ", agent 878.5 (models/space_invaders-default: its last 100 training games, random actions and all)"
                : ": no agent under " + temporary.resolve("runs") + " has a score in this game yet";
    }

    /** Of the columns that there are now, the first versions had these. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "9"})
    void agentsAreToldBesideAndOldScoresStay(int columns) throws IOException {
        List<String> names = List.of(HEADER.strip().split(",")).subList(0, columns);
        String old = String.join(
                ",", List.of("pong,1,0.0,1,full,0,108000,60.0,false".split(",")).subList(0, columns));
        Path runs = temporary.resolve("runs");
        Path run = Files.createDirectories(runs.resolve("first"));
        Files.writeString(
                run.resolve("config.yaml"),
                ConfigLoader.toYaml(config("environment.frameSkip=4", "evaluation.episodes=7")));
        Files.writeString(
                run.resolve("evaluations.csv"),
                "frame_count,agent_step_count,evaluated_episodes,mean_score,"
                        + "score_standard_deviation\n100,25,7,11.5,1.0\n200,50,7,812.25,1.0\n300,75,7,,1.0\n");
        Files.writeString(Files.createDirectories(runs.resolve("broken")).resolve("config.yaml"), "game: [");
        Files.writeString(runs.resolve("human-scores.csv"), String.join(",", names) + "\n" + old + "\n");

        play(config("environment.noopStart=30", "evaluation.maxEpisodeFrames=60"), 1, Integer.MAX_VALUE);

        assertThat(out.get(1))
                .startsWith("you 0.0 in 1 game, agent 812.3 (" + run + ": 7 episodes, epsilon 0.05,")
                .contains("frame skip 4");
        assertThat(runs.resolve("human-scores.csv"))
                .hasContent(HEADER + old + "\n" + game + ",0,0.0,1,full,30,60,30.0,true,812.3\n");
    }

    @Test
    void aWholeGameIsNotCutOff() throws IOException {
        RunConfig config = new ConfigLoader().resolvePreset("catch", List.of());
        Show show = new Show(frame -> {});
        Joystick still = () -> EnumSet.noneOf(Switch.class);
        try (Seat seat = Seat.of(new HumanPlayer(config, still), Optional.empty(), new RandomStream(1, "play"), show)) {
            new HumanGames(config, 6, temporary, out::add).play(seat, show, 1, () -> false);
        }
        assertThat(out.get(0)).matches("Game 1: score -?\\d+");
        assertThat(Files.readAllLines(temporary.resolve("human-scores.csv")).get(1))
                .startsWith("catch,")
                .endsWith(",6.0,false,");
    }

    @Test
    void aGameThatIsLeftDoesNotCount() {
        play(config(), 3, 500);
        assertThat(shown).hasSize(501);
        assertThat(out)
                .containsExactly("Game 1: left at " + (int) shown.get(500).score() + ", which does not count");
        assertThat(temporary).isEmptyDirectory();
    }
}
