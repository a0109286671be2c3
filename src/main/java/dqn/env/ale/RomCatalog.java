package dqn.env.ale;

import dqn.core.ConfigException;
import dqn.core.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cartridges that the emulator knows, each by the MD5 of its content. ALE ends the process when it is handed
 * anything else, so nothing reaches it that is not listed here.
 */
public final class RomCatalog {
    /** The game that comes with the program. */
    public static final String OWN_GAME = "open_invaders";

    /**
     * A cartridge.
     *
     * @param game ALE's name of the game
     * @param md5 of the content, in lower-case hexadecimal
     * @param bytes length of the content
     * @param players 1, or 2 for a game that cannot be played alone
     * @param reader the game as which ALE reads its score and lives: itself, but for a game that ALE does not know
     */
    public record Rom(String game, String md5, int bytes, int players, String reader) {
        /** Whether an agent can play it alone. */
        public boolean singlePlayer() {
            return players == 1;
        }

        /** Whether it comes with the program: the games that ALE knows do not. */
        public boolean bundled() {
            return !reader.equals(game);
        }
    }

    private final Map<String, Rom> byGame = new TreeMap<>();
    private final Map<String, Rom> byMd5;

    /** A catalogue of these; no game and no content twice. */
    public RomCatalog(Collection<Rom> roms) {
        roms.forEach(rom -> byGame.put(rom.game(), rom));
        byMd5 = roms.stream().collect(Collectors.toUnmodifiableMap(Rom::md5, Function.identity()));
    }

    /** The catalogue of ALE's 104 games for one player and its 4 for two, and of the one that comes with the program. */
    public static RomCatalog standard() {
        try (InputStream csv = RomCatalog.class.getResourceAsStream("roms.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(csv, StandardCharsets.US_ASCII))) {
            return new RomCatalog(lines.lines().skip(1).map(RomCatalog::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rom parse(String line) {
        String[] fields = line.split(",", -1);
        String reader = fields.length > 4 ? fields[4] : fields[0];
        return new Rom(fields[0], fields[1], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), reader);
    }

    /** The names of the games for one player, in alphabetical order. */
    public List<String> games() {
        return byGame.values().stream().filter(Rom::singlePlayer).map(Rom::game).toList();
    }

    /**
     * The cartridge of a game for one player.
     *
     * @throws ConfigException if there is no such game, or it takes two
     */
    public Rom require(String game) {
        Rom rom = byGame.get(game);
        if (rom == null) {
            String guess = Nearest.to(game, games())
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("'dqn roms list' shows all that there are.");
            throw new ConfigException("There is no game '" + game + "': " + guess);
        }
        if (!rom.singlePlayer()) {
            throw new ConfigException(
                    "'" + game + "' is a game for two players, and an agent plays alone: choose another"
                            + " ('dqn roms list' shows all that there are).");
        }
        return rom;
    }

    /** The cartridge that has exactly this content. */
    public Optional<Rom> identify(byte[] content) {
        return Optional.ofNullable(byMd5.get(md5(content)));
    }

    /** Length of the longest cartridge in bytes: nothing longer need be read. */
    int longest() {
        return byGame.values().stream().mapToInt(Rom::bytes).max().orElse(0);
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
