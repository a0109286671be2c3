package dqn.env.ale;

import dqn.core.Checkpointable;
import dqn.core.FrameSource;
import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.env.EnvironmentConfig.ActionSet;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Shows that a restored game goes on as the saved one did: one process plays, saves at random steps and notes what
 * followed; another one restores and compares. An agent step is 4 frames of one action; what is compared after each
 * frame is the screen, the memory (a checksum of both) and the reward. Actions are random and sticky. Now and then a
 * game is given up for a new one, so that resets are met in every state of a game and not only at its end.
 */
final class RestoreProof {
    private static final long SEED = 20;
    private static final double STICKY = 0.25;
    private static final int FRAMES = 4;
    /** The emulator ends the process over these. */
    private static final Set<String> TWO_PLAYER = Set.of("combat", "joust", "maze_craze", "warlords");

    private RestoreProof() {}

    /** Arguments: {@code record ROMS FILE POINTS APART FOLLOWING} or {@code restore ROMS FILE}. */
    public static void main(String[] arguments) throws IOException {
        Path roms = Path.of(arguments[1]);
        Path file = Path.of(arguments[2]);
        if (arguments[0].equals("restore")) {
            System.exit(restore(roms, file) ? 0 : 1);
        }
        record(
                roms,
                file,
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]));
    }

    /** The games whose ROMs are in a folder. */
    static List<String> games(Path roms) throws IOException {
        try (Stream<Path> files = Files.list(roms)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bin"))
                    .map(name -> name.substring(0, name.length() - ".bin".length()))
                    .filter(game -> !TWO_PLAYER.contains(game))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Plays every game and writes what the other process needs.
     *
     * @param points saved in each game
     * @param apart agent steps before each, at most
     * @param following agent steps to compare after each
     */
    static void record(Path roms, Path file, int points, int apart, int following) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(points);
            out.writeInt(following);
            for (String game : games(roms)) {
                out.writeUTF(game);
                try (Player player = new Player(roms, game, apart)) {
                    record(player, new RandomStream(SEED, game + " points"), points, apart, following, out);
                }
            }
            out.writeUTF("");
        }
    }

    private static void record(
            Player player, RandomStream random, int points, int apart, int following, DataOutputStream out)
            throws IOException {
        for (int point = 0; point < points; point++) {
            player.play(random.nextInt(apart));
            player.save(out);
            for (long seen : player.play(following)) {
                out.writeLong(seen);
            }
        }
    }

    /** Restores every point and compares what follows; prints a line for each game, and tells whether all was equal. */
    static boolean restore(Path roms, Path file) throws IOException {
        int games = 0;
        int equal = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int points = in.readInt();
            int following = in.readInt();
            for (String game = in.readUTF(); !game.isEmpty(); game = in.readUTF()) {
                games++;
                equal += restore(roms, game, points, following, in) ? 1 : 0;
            }
            System.out.println(equal + " of " + games + " games equal at all of " + points + " points, " + following
                    + " agent steps each");
        }
        return equal == games;
    }

    private static boolean restore(Path roms, String game, int points, int following, DataInputStream in)
            throws IOException {
        int equal = 0;
        StringBuilder notes = new StringBuilder();
        int framesReplayed = 0;
        int gamesBefore = 0;
        for (int point = 0; point < points; point++) {
            try (Player player = new Player(roms, game, 1)) {
                player.load(in);
                framesReplayed = Math.max(framesReplayed, player.environment.episodeFrames());
                gamesBefore = player.ended;
                long[] expected = new long[following * FRAMES];
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = in.readLong();
                }
                int difference = Arrays.mismatch(expected, player.play(following));
                equal += difference < 0 ? 1 : 0;
                notes.append(difference < 0 ? "" : "; point " + point + " differs from frame " + difference + " on");
            }
        }
        System.out.println(game + ": " + equal + " of " + points + " points equal, the last after " + gamesBefore
                + " games played to their end, the longest replay " + framesReplayed + " frames" + notes);
        return equal == points;
    }

    /** Plays a game at random. */
    private static final class Player implements Checkpointable, AutoCloseable {
        private final AtariEnvironment environment;
        private final RandomStream random;
        private int patience;
        private int ended;
        private boolean between = true;

        /** One in {@code patience} agent steps gives the game up. */
        Player(Path roms, String game, int patience) {
            environment =
                    new AtariEnvironment(roms.resolve(game + ".bin"), SEED, STICKY, ActionSet.FULL, FrameSource.RAM);
            random = new RandomStream(SEED, game);
            this.patience = patience;
        }

        /** What was seen after each frame: the checksum below, the reward above; 0 where a game was over. */
        long[] play(int steps) {
            long[] seen = new long[steps * FRAMES];
            for (int step = 0; step < steps; step++) {
                step(seen, step * FRAMES);
            }
            return seen;
        }

        private void step(long[] seen, int offset) {
            boolean givesUp = random.nextInt(patience) == 0;
            if (between || givesUp) {
                environment.reset();
                between = false;
            }
            int action = random.nextInt(environment.actions().size());
            for (int frame = 0; frame < FRAMES && !between; frame++) {
                TimeStep step = environment.step(action);
                seen[offset + frame] = (long) step.reward() << 32 | environment.checksum();
                between = step.isLast();
                ended += between ? 1 : 0;
            }
        }

        @Override
        public void save(DataOutput out) throws IOException {
            environment.save(out);
            random.save(out);
            out.writeInt(patience);
            out.writeInt(ended);
            out.writeBoolean(between);
        }

        @Override
        public void load(DataInput in) throws IOException {
            environment.load(in);
            random.load(in);
            patience = in.readInt();
            ended = in.readInt();
            between = in.readBoolean();
        }

        @Override
        public void close() {
            environment.close();
        }
    }
}
