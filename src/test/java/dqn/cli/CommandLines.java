package dqn.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import dqn.env.Catch;
import dqn.env.ale.RomCatalog;
import dqn.env.ale.Roms;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Runs whole command lines in this process, on the real games, and keeps what they said. */
final class CommandLines {
    private static final List<String> TINY = List.of(
            "--set",
            "network.layers=[{conv: {filters: 4, kernel: 8, stride: 8}}, {dense: 16}]",
            "--set",
            "replay={start: 100, capacity: 1_000}",
            "--set",
            "evaluation={maxEpisodeFrames: 400, episodes: 2}");

    /** What one command line said and returned. */
    record Result(int exitCode, String out, String err, String log) {}

    private CommandLines() {}

    /** Skips the test where the game's cartridge is missing. */
    static void assumeRom(String game) {
        if (!game.equals(Catch.NAME)) {
            Roms.of(game);
        }
    }

    /** The game of tests that any game does for: the real one, or the program's own where its cartridge is missing. */
    static String game() {
        return Roms.has("space_invaders") ? "space_invaders" : RomCatalog.OWN_GAME;
    }

    /** A command that begins a run of Space Invaders with a small network in {@code run}. */
    static String[] tiny(Path run, String... more) {
        return tiny("space_invaders", run, more);
    }

    /** The same of any game. */
    static String[] tiny(String game, Path run, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--preset", "dopamine", "--game", game, "--run", run.toString()));
        arguments.addAll(TINY);
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    /**
     * What a command line of the program begins with where it needs a process of its own.
     *
     * @param home what it is installed in
     */
    static List<String> program(Path home, String... javaOptions) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // it ends before the better compiler's work would pay
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Ddqn.home=" + home.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(javaOptions));
        command.add(Main.class.getName());
        return command;
    }

    /** The same with the program that is tested. */
    static List<String> program(String... javaOptions) {
        return program(Path.of(""), javaOptions);
    }

    /** Executes it. */
    static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Logger logger = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> stderr = logger.getAppender("stderr");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.detachAppender(stderr);
        try {
            int exitCode = Main.commandLine(CommandLine.defaultFactory())
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
            String logged = String.join(
                    "\n",
                    log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
            return new Result(exitCode, out.toString(), err.toString(), logged);
        } finally {
            logger.detachAppender(log);
            logger.addAppender(stderr);
        }
    }
}
