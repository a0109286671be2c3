package dqn.env.ale;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.env.ale.RomCatalog.Rom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import org.bytedeco.ale.ALEInterface;

/**
 * A ROM on its way into the emulator, which finds the reader of scores by the file's name: a game that it does not know
 * goes in as a copy that has the name of the game whose reader fits.
 */
final class Cartridge {
    /** Far above the longest cartridge; whatever lies in its place by now, no more of it is read. */
    private static final int MOST_BYTES = 1 << 20;

    private final Path rom;
    private final long checksum;
    private final Optional<String> reader;

    /** Of a file that has been checked. */
    Cartridge(Path rom) {
        this.rom = rom;
        byte[] content = content();
        checksum = checksum(content);
        reader = RomCatalog.standard().identify(content).filter(Rom::bundled).map(Rom::reader);
    }

    /** CRC-32 of the content. */
    long checksum() {
        return checksum;
    }

    /**
     * Puts it in.
     *
     * @throws DqnException if the file is gone, or has changed since
     */
    void putInto(ALEInterface console) {
        byte[] content = content();
        if (checksum(content) != checksum) {
            throw new DqnException("The ROM " + rom + " is no longer what it was at the start: put that one back.");
        }
        if (reader.isEmpty()) {
            console.loadROM(rom.toString());
        } else {
            putCopyInto(console, content, reader.get());
        }
    }

    private void putCopyInto(ALEInterface console, byte[] content, String name) {
        try {
            Path folder = Files.createTempDirectory("dqn-cartridge");
            Path copy = folder.resolve(name + ".bin");
            try {
                console.loadROM(Files.write(copy, content).toString());
            } finally {
                Files.deleteIfExists(copy); // it is read as a whole when it is put in
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new DqnException(
                    "Cannot copy the ROM " + rom + " into the system's folder for temporary files ("
                            + DurableFiles.reason(e) + "): make room there, or let it be written to.",
                    e);
        }
    }

    private byte[] content() {
        try (InputStream in = Files.newInputStream(rom)) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new DqnException(
                    "The ROM " + rom + " cannot be read (" + DurableFiles.reason(e) + "): put it back.", e);
        }
    }

    private static long checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
