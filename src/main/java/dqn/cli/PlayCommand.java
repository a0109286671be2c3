package dqn.cli;

import dqn.core.RandomStream;
import dqn.env.EnvironmentFactory;
import dqn.render.RenderMode;
import dqn.render.Renderer;
import dqn.render.Renderers;
import dqn.render.Terminal;
import dqn.render.TerminalSizeSource;
import dqn.training.ObservedEnvironment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn play}: shows games to a person. */
@Command(
        name = "play",
        description = "Plays games by a trained agent, or by a fixed policy, in a window or in the terminal.",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Examples:",
            "  dqn play --render                                    the newest run",
            "  dqn play --render=terminal --checkpoint runs/first",
            "  dqn play --policy random --game breakout --render=window --width 800",
            "",
            "Q or Esc closes the window; Ctrl-C ends the terminal's picture."
        })
final class PlayCommand implements Callable<Integer> {
    /** Set by the launcher, which can ask the operating system. */
    private static final String OUT_IS_TERMINAL = "dqn.stdout.terminal";

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlayerOptions player;

    @Option(
            names = "--render",
            order = 5,
            arity = "0..1",
            fallbackValue = "auto",
            defaultValue = "auto",
            paramLabel = "WHERE",
            description = "window, terminal or none (auto: a window where there is a display, else the terminal).")
    private RenderMode render;

    @Option(
            names = "--width",
            order = 6,
            paramLabel = "N",
            defaultValue = "640",
            description = "Width of a window's picture in pixels (${DEFAULT-VALUE}).")
    private int width;

    @Option(names = "--fps", order = 7, paramLabel = "N", description = "Frames a second (60; 6 of catch).")
    private Double framesPerSecond;

    @Option(
            names = "--episodes",
            order = 8,
            paramLabel = "N",
            defaultValue = "1",
            description = "Games to play (${DEFAULT-VALUE}).")
    private int episodes;

    @Override
    public Integer call() {
        player.requireWithin(1, 1_000_000, "--episodes", episodes);
        if (framesPerSecond != null) {
            player.requireWithin(1, 1_000, "--fps", framesPerSecond);
        }
        player.requireWithin(80, 10_000, "--width", width);
        try (Player chosen = player.choose();
                Renderer renderer = renderer(chosen)) {
            Show show = new Show(renderer);
            RandomStream random = new RandomStream(player.seed(), "play");
            EnvironmentFactory factory = player.watched(chosen, show::frame);
            try (ObservedEnvironment environment = new ObservedEnvironment(
                    factory,
                    chosen.config().evaluationEnvironment(),
                    chosen.config().observation(),
                    random.nextLong(Long.MAX_VALUE))) {
                show.play(environment, chosen.policy(environment, random), episodes, this::tell);
            }
            return 0;
        }
    }

    private Renderer renderer(Player chosen) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, Boolean.getBoolean(OUT_IS_TERMINAL), new TerminalSizeSource());
        String game = chosen.config().game();
        String title = "dqn: " + game + " by " + chosen.name();
        double rate = framesPerSecond == null ? Games.framesPerSecond(game) : framesPerSecond;
        return Renderers.open(render, terminal, title, width, rate);
    }

    private void tell(int episode, double score) {
        spec.commandLine().getOut().println(String.format(Locale.ROOT, "Game %d: score %.0f", episode, score));
        spec.commandLine().getOut().flush();
    }
}
