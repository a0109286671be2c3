package dqn.env.ale;

import dqn.core.DurableFiles;
import dqn.env.ale.RomCatalog.Rom;
import dqn.env.ale.RomStatus.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Looks at one file and says whether it is the ROM that it should be; reads no more of it than a ROM is long. */
final class RomInspector {
    private final RomCatalog catalog;

    RomInspector(RomCatalog catalog) {
        this.catalog = catalog;
    }

    /** Whether {@code file} is the ROM {@code wanted}, and if not, what it is. */
    RomStatus inspect(Rom wanted, Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return bad(wanted, file + " is a folder");
            }
            if (!attributes.isRegularFile()) {
                return bad(wanted, file + " is not an ordinary file");
            }
            return inspectContent(wanted, file, attributes.size());
        } catch (NoSuchFileException e) {
            return new RomStatus(wanted.game(), Condition.MISSING, file + " does not exist");
        } catch (IOException e) {
            return bad(wanted, file + " cannot be read (" + DurableFiles.reason(e) + ")");
        }
    }

    private RomStatus inspectContent(Rom wanted, Path file, long bytes) throws IOException {
        Optional<Rom> found = catalog.identify(head(file));
        if (found.isPresent()) {
            return found.get().equals(wanted)
                    ? new RomStatus(wanted.game(), Condition.READY, file + " is the ROM of " + wanted.game())
                    : bad(
                            wanted,
                            file + " is the ROM of another game, " + found.get().game());
        }
        if (bytes == 0) {
            return bad(wanted, file + " is empty");
        }
        if (bytes < wanted.bytes()) {
            return bad(wanted, file + " is cut short, " + bytes + " of " + wanted.bytes() + " bytes");
        }
        if (bytes > wanted.bytes()) {
            return bad(wanted, file + " is too long, " + bytes + " bytes instead of " + wanted.bytes());
        }
        return bad(wanted, file + " has the right length, but not the content that the emulator knows");
    }

    /** As much of a file as the longest ROM has, and one byte more, which tells that there is more. */
    byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return head(in);
        }
    }

    /** As much of a stream as the longest ROM has, and one byte more. */
    byte[] head(InputStream in) throws IOException {
        return in.readNBytes(catalog.longest() + 1);
    }

    private static RomStatus bad(Rom wanted, String finding) {
        return new RomStatus(wanted.game(), Condition.BAD, finding);
    }
}
