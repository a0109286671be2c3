package dqn.env.ale;

import dqn.env.ale.RomCatalog.Rom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** ROMs that are nobody's property, in a catalogue of their own: two games for one player, one for two. */
public final class MadeUpRoms {
    public static final byte[] CATCH = content(2048, 1);
    public static final byte[] LABYRINTH = content(4096, 2);
    public static final byte[] DUEL = content(2048, 3);
    public static final byte[] STRANGER = content(2048, 4);

    public static final RomCatalog CATALOG =
            new RomCatalog(List.of(rom("catch", CATCH, 1), rom("labyrinth", LABYRINTH, 1), rom("duel", DUEL, 2)));

    private MadeUpRoms() {}

    public static byte[] content(int bytes, int filler) {
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) filler);
        return content;
    }

    /** Writes a ZIP file with these entries, in the map's order. */
    public static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static Rom rom(String game, byte[] content, int players) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(content);
            return new Rom(game, HexFormat.of().formatHex(md5), content.length, players, game);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
