package dqn.cli;

import dqn.core.DqnException;
import dqn.env.ale.ImportSummary;
import dqn.env.ale.RomFetcher;
import dqn.env.ale.RomStatus;
import dqn.env.ale.RomStatus.Condition;
import dqn.env.ale.RomStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dqn roms}: what there is to play, and where it comes from. */
@Command(
        name = "roms",
        description = "Lists, fetches, imports and checks the games' ROMs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  dqn roms fetch                         download them with pip",
            "  dqn roms import ~/Downloads/roms.zip   take them from a folder, ZIP or wheel"
        })
final class RomsCommand {
    private final RomStore store;

    @Spec
    private CommandSpec spec;

    /** On the ROMs beside the program. */
    RomsCommand() {
        this(Games.store());
    }

    RomsCommand(RomStore store) {
        this.store = store;
    }

    @Command(description = "Shows every game and whether its ROM is there.")
    int list() {
        for (RomStatus rom : store.list()) {
            out().printf("%-18s %s%n", rom.game(), describe(rom));
        }
        return ExitCode.OK;
    }

    private static String describe(RomStatus rom) {
        return switch (rom.condition()) {
            case READY -> "ready";
            case MISSING -> "missing";
            case BAD -> "bad: " + rom.finding();
        };
    }

    @Command(description = "Downloads the ROMs that are missing, with pip.")
    int fetch() {
        report(new RomFetcher(store).fetch(err()::println));
        return ExitCode.OK;
    }

    @Command(
            name = "import",
            description = "Copies ROMs from folders, ZIP files, wheels or files, whatever their names.")
    int importFrom(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "PATH",
                            description = "Where to look; folders with all below them.")
                    List<Path> sources) {
        for (Path source : sources) {
            ImportSummary summary = store.importFrom(source);
            if (!summary.foundAny()) {
                throw new DqnException("There is no ROM of a known game in " + source
                        + ": only the releases that ALE supports can be used, which 'dqn roms fetch' downloads.");
            }
            report(summary);
        }
        return ExitCode.OK;
    }

    @Command(description = "Checks the content of every ROM that is there.")
    int verify() {
        List<RomStatus> roms = store.list();
        List<RomStatus> bad =
                roms.stream().filter(rom -> rom.condition() == Condition.BAD).toList();
        long ready = roms.stream().filter(RomStatus::ready).count();
        out().printf(Locale.ROOT, "%d of %d ROMs are ready in %s%n", ready, roms.size(), store.folder());
        if (!bad.isEmpty()) {
            bad.forEach(rom -> err().println("dqn: " + rom.finding() + "."));
            throw new DqnException(bad.size() + " of the ROMs are bad: remove them, then run 'dqn roms fetch'.");
        }
        return ExitCode.OK;
    }

    private void report(ImportSummary summary) {
        out().printf(
                        Locale.ROOT,
                        "ROMs imported: %d, already there: %d, in %s%n",
                        summary.imported().size(),
                        summary.alreadyThere().size(),
                        store.folder());
        if (!summary.twoPlayer().isEmpty()) {
            err().println("Left out, because they take two players: " + String.join(", ", summary.twoPlayer()));
        }
        if (summary.unknown() > 0) {
            err().println("Left out, because they are no known ROMs: " + summary.unknown() + " of the files");
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
