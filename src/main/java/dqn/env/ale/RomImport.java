package dqn.env.ale;

import dqn.core.Archives;
import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.env.ale.RomCatalog.Rom;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * One import into a store. Files are known by their content alone: names, of files or of a ZIP file's entries, are
 * never used, and no more is read of any than the longest ROM has.
 */
final class RomImport {
    /** Tens of thousands of entries, each of which takes time. */
    private static final int LONGEST_DIRECTORY = 4 << 20;

    private final RomStore store;
    private final RomCatalog catalog;
    private final RomInspector inspector;

    private final SortedSet<String> imported = new TreeSet<>();
    private final SortedSet<String> alreadyThere = new TreeSet<>();
    private final SortedSet<String> twoPlayer = new TreeSet<>();
    private int unknown;

    RomImport(RomStore store, RomCatalog catalog, RomInspector inspector) {
        this.store = store;
        this.catalog = catalog;
        this.inspector = inspector;
    }

    ImportSummary from(Path source) {
        try {
            if (Files.isDirectory(source)) {
                // The folder may be a link; those in it may lead anywhere, such as to all of the disk.
                Files.walkFileTree(source.toRealPath(), new EveryFile());
            } else if (Files.exists(source) && !Files.isRegularFile(source)) {
                throw new IOException("it is not an ordinary file");
            } else {
                takeFile(source);
            }
        } catch (NoSuchFileException e) {
            throw new DqnException(source + " does not exist: name a folder, ZIP file, wheel or ROM to import.", e);
        } catch (IOException e) {
            throw new DqnException(
                    "Cannot import from " + source + " (" + DurableFiles.reason(e)
                            + "): name a folder, ZIP file, wheel or ROM that can be read.",
                    e);
        }
        return new ImportSummary(imported, alreadyThere, twoPlayer, unknown);
    }

    private void takeFile(Path file) throws IOException {
        byte[] head = inspector.head(file);
        Optional<Rom> rom = catalog.identify(head);
        if (rom.isEmpty() && isZip(head)) {
            takeZip(file);
        } else {
            take(rom, head);
        }
    }

    private void takeZip(Path file) throws IOException {
        // Names do not matter here, and in this character set none is malformed.
        try (ZipFile zip = Archives.open(file, StandardCharsets.ISO_8859_1, LONGEST_DIRECTORY)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    takeEntry(zip, entry);
                }
            }
        }
    }

    private void takeEntry(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] head = inspector.head(in);
            take(catalog.identify(head), head);
        } catch (ZipException | EOFException e) { // of this entry alone; there may be ROMs behind it
            unknown++;
        }
    }

    private void take(Optional<Rom> known, byte[] content) {
        if (known.isEmpty()) {
            unknown++;
            return;
        }
        Rom rom = known.get();
        if (!rom.singlePlayer()) {
            twoPlayer.add(rom.game());
        } else if (store.put(rom, content)) {
            imported.add(rom.game());
        } else if (!imported.contains(rom.game())) {
            alreadyThere.add(rom.game());
        }
    }

    private static boolean isZip(byte[] head) {
        return head.length > 1 && head[0] == 'P' && head[1] == 'K';
    }

    /** In a folder, what cannot be read is no ROM, and no reason to stop. */
    private final class EveryFile extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
                if (Files.isRegularFile(file)) {
                    takeFile(file);
                }
            } catch (IOException e) {
                unknown++;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            unknown++;
            return FileVisitResult.CONTINUE;
        }
    }
}
