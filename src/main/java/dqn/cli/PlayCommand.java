package dqn.cli;

import dqn.core.RandomStream;
import dqn.render.KeyboardJoystick;
import dqn.render.RenderMode;
import dqn.render.Renderer;
import dqn.render.Renderers;
import dqn.render.Terminal;
import dqn.render.TerminalRenderer;
import dqn.render.TerminalSizeSource;
import dqn.training.Runs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn play}: shows games to a person, or lets one play. */
@Command(
        name = "play",
        description = "Plays games by a trained agent, by a fixed policy or by yourself, in a window, in the terminal"
                + " or for a video.",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  dqn play --render                                    the newest run",
            "  dqn play --render=terminal --checkpoint runs/first",
            "  dqn play --policy random --game breakout --render=window --width 800",
            "  dqn play --record game.mp4 --overlay                 a video",
            "  dqn play --record both.mp4 --beside untrained        two games in one video",
            "  dqn play --human --game space_invaders               your turn",
            "",
            "Q or Esc closes the window. Ctrl-C ends the terminal's picture, and finishes a",
            "video. Yourself: arrows or W A S D move, several at once, space fires, P pauses.",
            "Your game has no sticky actions, and you act in each of its 60 frames a second",
            "with all 18 actions of the joystick, unless --set says otherwise, such as",
            "--set environment.stickyActions=0.25. runs/human-scores.csv keeps your scores."
        })
final class PlayCommand implements Callable<Integer> {
    /** Set by the launcher, which can ask the operating system. */
    private static final String OUT_IS_TERMINAL = "dqn.stdout.terminal";

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlayerOptions player;

    @Option(names = "--human", order = 5, description = "You play, by the keys of the window: see below.")
    private boolean human;

    @Option(
            names = "--render",
            order = 15,
            arity = "0..1",
            fallbackValue = "auto",
            paramLabel = "WHERE",
            description = "window, terminal or none (auto: a window where there is a display, else the terminal; none"
                    + " with --record).")
    private RenderMode render;

    @Option(
            names = "--width",
            order = 16,
            paramLabel = "N",
            defaultValue = "640",
            description = "Width of a window's picture in pixels (${DEFAULT-VALUE}); a video's is the multiple of 320"
                    + " that comes nearest.")
    private int width;

    @Option(
            names = "--fps",
            order = 17,
            paramLabel = "N",
            description = "Frames a second on the screen (60; catch: 6); a video has the game's own speed.")
    private Double framesPerSecond;

    @Option(
            names = "--episodes",
            order = 18,
            paramLabel = "N",
            defaultValue = "1",
            description = "Games to play (${DEFAULT-VALUE}).")
    private int episodes;

    @Mixin
    private RecordOptions record;

    @Option(
            names = "--beside",
            order = 22,
            paramLabel = "PLAYER",
            description = "With --record: untrained (the agent as it began), random or constant:ACTION plays the same"
                    + " games in the left half of the picture.")
    private String beside;

    @Override
    public Integer call() {
        Usage.requireWithin(spec, 1, 1_000_000, "--episodes", episodes);
        if (framesPerSecond != null) {
            Usage.requireWithin(spec, 1, 1_000, "--fps", framesPerSecond);
        }
        Usage.requireWithin(spec, 80, 10_000, "--width", width);
        if (human) {
            return playYourself();
        }
        try (Player chosen = player.choose()) {
            Games.require(chosen.config().game(), player.rom());
            return beside == null ? play(chosen) : playBeside(chosen);
        }
    }

    private int play(Player chosen) {
        try (Recording recording = record.begin(width, videoRate(chosen), () -> {})) {
            List<String> untold = show(chosen, recording);
            untold.forEach(this::print);
            return recording.finish();
        }
    }

    /** Plays; returns the lines that had to wait for the end, since a picture stood on the terminal. */
    private List<String> show(Player chosen, Recording recording) {
        List<String> later = new ArrayList<>();
        try (Renderer shown = Renderers.open(place(), terminal(), title(chosen), width, rate(chosen))) {
            Consumer<String> out = shown instanceof TerminalRenderer ? later::add : this::print;
            Renderer both = Renderers.both(shown, recording);
            Show show = new Show(both);
            try (Seat seat = Seat.of(chosen, player.rom(), new RandomStream(player.seed(), "play"), show)) {
                seat.evaluator().play(episodes, score -> out.accept(told(show.episode(), score)), () -> !both.isOpen());
            }
        }
        return later;
    }

    private RenderMode place() {
        if (render != null) {
            return render;
        }
        return record.isGiven() ? RenderMode.NONE : RenderMode.AUTO;
    }

    private static Terminal terminal() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        return new Terminal(out, Boolean.getBoolean(OUT_IS_TERMINAL), new TerminalSizeSource());
    }

    private double rate(Player chosen) {
        return framesPerSecond == null ? videoRate(chosen) : framesPerSecond;
    }

    private static int videoRate(Player chosen) {
        return Games.framesPerSecond(chosen.config().game());
    }

    private static String title(Player chosen) {
        return "dqn: " + chosen.config().game() + " by " + chosen.name();
    }

    private int playYourself() {
        if (beside != null || (render != null && render != RenderMode.AUTO && render != RenderMode.WINDOW)) {
            throw Usage.error(spec, "--human needs a window for itself: leave out --beside, and any other --render.");
        }
        KeyboardJoystick joystick = new KeyboardJoystick();
        Player you = player.human(joystick);
        Games.require(you.config().game(), player.rom());
        try (you;
                Recording recording = record.begin(width, videoRate(you), joystick::resume);
                Renderer window = Renderers.openForPerson(joystick, title(you), width, rate(you))) {
            HumanGames games = new HumanGames(you.config(), rate(you), Runs.FOLDER, this::print);
            Show show = new Show(Renderers.both(window, recording));
            try (Seat seat = Seat.of(you, player.rom(), new RandomStream(player.seed(), "play"), show)) {
                games.play(seat, show, episodes, () -> !window.isOpen() || !recording.isOpen());
            }
            return recording.finish();
        }
    }

    private int playBeside(Player chosen) {
        if (!record.isGiven() || (render != null && render != RenderMode.NONE)) {
            throw Usage.error(spec, "--beside is for videos: add --record FILE, and leave out --render.");
        }
        try (Player other = player.beside(chosen, beside);
                Recording recording =
                        record.begin(width, videoRate(chosen), List.of(beside, chosen.label()), () -> {});
                SideBySide games = new SideBySide(other, chosen, player.rom(), player.seed())) {
            games.play(
                    episodes,
                    recording,
                    (episode, left, right) -> print(String.format(
                            Locale.ROOT,
                            "Game %d: score %.0f by %s, %.0f by %s",
                            episode,
                            left,
                            beside,
                            right,
                            chosen.label())));
            return recording.finish();
        }
    }

    private static String told(int episode, double score) {
        return String.format(Locale.ROOT, "Game %d: score %.0f", episode, score);
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
