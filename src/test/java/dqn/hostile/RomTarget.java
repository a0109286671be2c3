package dqn.hostile;

import dqn.core.DqnException;
import dqn.env.ale.MadeUpRoms;
import dqn.env.ale.RomStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Cartridges and archives of them. Only a cartridge that is byte for byte a known one may be handed out. */
final class RomTarget implements Target {
    private final Path folder;
    private final RomStore store;

    RomTarget(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder.resolve("cartridges"));
        store = new RomStore(folder.resolve("store"), MadeUpRoms.CATALOG);
    }

    @Override
    public String name() {
        return "ROM";
    }

    @Override
    public boolean attack(Mutator mutator) throws Exception {
        try {
            return mutator.choose(2) == 0 ? takeRom(mutator) : takeArchive(mutator);
        } catch (DqnException e) {
            return Sentences.refused(e);
        } finally {
            Files.deleteIfExists(store.folder().resolve("catch.bin"));
            Files.deleteIfExists(store.folder().resolve("labyrinth.bin"));
        }
    }

    private boolean takeRom(Mutator mutator) throws IOException {
        Path file = folder.resolve("mutated.bin");
        Files.write(file, mutator.binary(MadeUpRoms.CATCH, MadeUpRoms.LABYRINTH));
        requireKnown(store.requireFile("catch", file));
        return true;
    }

    private boolean takeArchive(Mutator mutator) throws IOException {
        byte[] zip = Zips.of(Map.of("a/catch.bin", MadeUpRoms.CATCH, "../../labyrinth.bin", MadeUpRoms.LABYRINTH));
        Path file = folder.resolve("mutated.zip");
        Files.write(file, mutator.binary(zip, zip));
        boolean taken = !store.importFrom(file).imported().isEmpty();
        if (taken) {
            requireKnown(store.folder().resolve("catch.bin"));
        }
        return taken;
    }

    private static void requireKnown(Path rom) throws IOException {
        if (Files.exists(rom) && !Arrays.equals(Files.readAllBytes(rom), MadeUpRoms.CATCH)) {
            throw new IllegalStateException("a cartridge that nobody knows was taken");
        }
    }
}
