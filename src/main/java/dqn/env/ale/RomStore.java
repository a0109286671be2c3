package dqn.env.ale;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.env.ale.RomCatalog.Rom;
import dqn.env.ale.RomStatus.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of ROMs, each called after its game: {@code space_invaders.bin}. The game that comes with the program has a
 * folder of its own in it, and is put there out of the program where it is missing. ALE ends the process on a file that it
 * cannot use, and picks the reader of scores by the file's name or its content, whichever it meets first: hence every
 * ROM is checked here by its content, and handed out only under its own game's name.
 */
public final class RomStore {
    private static final String HOW_TO_GET_ROMS =
            "run 'dqn roms fetch', or 'dqn roms import PATH' with a folder, ZIP file or wheel that has it.";

    private final Path folder;
    private final RomCatalog catalog;
    private final RomInspector inspector;

    /** The ROMs of {@code catalog} in {@code folder}, which need not exist yet. */
    public RomStore(Path folder, RomCatalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
        this.inspector = new RomInspector(catalog);
    }

    /**
     * The ROM of a game, checked, at a path that ALE can be given.
     *
     * @throws DqnException if there is no such game, or its ROM is missing or bad
     */
    public Path require(String game) {
        Rom rom = catalog.require(game);
        unpack(rom);
        RomStatus status = inspector.inspect(rom, path(rom));
        return switch (status.condition()) {
            case READY -> path(rom);
            case MISSING ->
                throw new DqnException("The ROM of " + game + " is missing (" + path(rom) + "): " + HOW_TO_GET_ROMS);
            case BAD -> throw new DqnException(status.finding() + ": remove it, then " + howToGet(rom));
        };
    }

    private static String howToGet(Rom rom) {
        return rom.bundled() ? "try again, since the program brings its own." : HOW_TO_GET_ROMS;
    }

    private void unpack(Rom rom) {
        if (!rom.bundled() || Files.exists(path(rom))) {
            return;
        }
        try (InputStream content = RomStore.class.getResourceAsStream(rom.game() + ".bin")) {
            put(rom, content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The ROM of a game out of any file, whatever its name: a copy is kept in this store, so that the run can go on
     * later without the file.
     *
     * @throws DqnException if there is no such game, or {@code file} is not its ROM
     */
    public Path requireFile(String game, Path file) {
        Rom rom = catalog.require(game);
        RomStatus status = inspector.inspect(rom, file);
        if (!status.ready()) {
            throw new DqnException(status.finding() + ": name a file that holds the ROM of " + game
                    + ", or none to use the ROMs in " + folder + ".");
        }
        try {
            put(rom, inspector.head(file));
        } catch (IOException e) {
            throw new DqnException("Cannot read " + file + " (" + DurableFiles.reason(e) + "): check the file.", e);
        }
        return require(game);
    }

    /**
     * Copies the ROMs of known games out of a folder with all below it, a ZIP file, a wheel, or a ROM file, whatever
     * their names.
     *
     * @throws DqnException if {@code source} cannot be read or the store cannot be written
     */
    public ImportSummary importFrom(Path source) {
        return new RomImport(this, catalog, inspector).from(source);
    }

    /** What there is of a game for one player. */
    public RomStatus status(String game) {
        Rom rom = catalog.require(game);
        RomStatus found = inspector.inspect(rom, path(rom));
        return found.condition() == Condition.MISSING && rom.bundled()
                ? new RomStatus(game, Condition.READY, game + " comes with the program")
                : found;
    }

    /** What there is of every game for one player, in alphabetical order. */
    public List<RomStatus> list() {
        return catalog.games().stream().map(this::status).toList();
    }

    /** Where the ROMs are. */
    public Path folder() {
        return folder;
    }

    /** Keeps a ROM; whatever is wrong in its place gives way. Returns false if it was there already. */
    boolean put(Rom rom, byte[] content) {
        Path target = path(rom);
        if (inspector.inspect(rom, target).ready()) {
            return false;
        }
        try {
            DurableFiles.createFolders(target.getParent());
            writeAtomically(target, content);
        } catch (IOException e) {
            throw new DqnException(
                    "Cannot write " + target + " (" + DurableFiles.reason(e) + "): make room for it, or check whether "
                            + target.getParent() + " may be written to.",
                    e);
        }
        return true;
    }

    private static void writeAtomically(Path target, byte[] content) throws IOException {
        Path partial = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.write(partial, content);
            DurableFiles.publish(partial, target);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private Path path(Rom rom) {
        Path place = rom.bundled() ? folder.resolve(rom.game()) : folder;
        return place.resolve(rom.game() + ".bin");
    }
}
