package dqn.replay;

import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.env.ale.AtariEnvironments;
import dqn.training.ConfigLoader;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Prints for each codec, game and group size the bytes of a frame and the time of five frames at a random place: the
 * measurement behind the replay's codec. {@code java dqn.replay.CodecTable 5000 space_invaders breakout ...}
 */
public final class CodecTable {
    private static final int ROW = 5;
    private static final int ROUNDS = 5;

    private CodecTable() {}

    /** Frames to each game, then the games. */
    public static void main(String[] args) {
        int count = Integer.parseInt(args[0]);
        for (String game : List.of(args).subList(1, args.length)) {
            byte[][] frames = play(game, count);
            for (int group : new int[] {16, 32, 64}) {
                codecs().forEach((name, codec) -> measure(game, group, name, codec, frames));
            }
        }
    }

    private static Map<String, FrameCodec> codecs() {
        BlockCodecs.Packer lz4 = BlockCodecs.lz4(false);
        BlockCodecs.Packer high = BlockCodecs.lz4(true);
        Map<String, FrameCodec> codecs = new LinkedHashMap<>();
        codecs.put("LZ4 a frame", BlockCodecs.single(lz4));
        codecs.put("LZ4 a group", BlockCodecs.group(lz4));
        codecs.put("LZ4 HC a group", BlockCodecs.group(high));
        codecs.put("zstd a frame", BlockCodecs.single(BlockCodecs.zstd()));
        codecs.put("zstd a group", BlockCodecs.group(BlockCodecs.zstd()));
        codecs.put("bit planes, LZ4", BlockCodecs.planes(lz4));
        codecs.put("palette, LZ4", BlockCodecs.palette(lz4));
        for (int gap : new int[] {0, 1, 3}) {
            codecs.put("patches " + gap + ", XOR, LZ4", PatchCodecs.patches(lz4, gap, true));
            codecs.put("patches " + gap + ", new, LZ4", PatchCodecs.patches(lz4, gap, false));
            codecs.put("patches " + gap + ", new, LZ4 HC", PatchCodecs.patches(high, gap, false));
        }
        for (int groups : new int[] {16, 64, 256}) {
            codecs.put("patches 3 on base of " + groups + ", LZ4", PatchCodecs.based(lz4, 3, groups));
        }
        codecs.put("patches 3 on base of 64, LZ4 HC", PatchCodecs.based(high, 3, 64));
        codecs.put("patches 1, new, zstd", PatchCodecs.patches(BlockCodecs.zstd(), 1, false));
        return codecs;
    }

    private static void measure(String game, int group, String name, FrameCodec codec, byte[][] frames) {
        int size = frames[0].length;
        byte[][] packed = new byte[frames.length / group][];
        byte[] flat = new byte[group * size];
        long bytes = 0;
        long start = System.nanoTime();
        for (int g = 0; g < packed.length; g++) {
            for (int i = 0; i < group; i++) {
                System.arraycopy(frames[g * group + i], 0, flat, i * size, size);
            }
            packed[g] = codec.encode(flat, group, size);
            bytes += packed[g].length;
        }
        double encode = (System.nanoTime() - start) / 1e3 / (packed.length * group);
        byte[] target = new byte[ROW * size];
        RandomStream random = new RandomStream(1, "places");
        double[] times = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int draws = 1_000;
            long begin = System.nanoTime();
            for (int i = 0; i < draws; i++) {
                int g = random.nextInt(packed.length);
                int from = random.nextInt(group - ROW + 1);
                codec.decode(packed[g], group, size, from, from + ROW, target);
                if (i == 0 && !Arrays.equals(target, 0, size, frames[g * group + from], 0, size)) {
                    throw new IllegalStateException(name + " gave another frame");
                }
            }
            times[round] = (System.nanoTime() - begin) / 1e3 / draws;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%s\t%d\t%s\t%.0f\t%.1f\t%.1f%n",
                game,
                group,
                name,
                (double) bytes / (packed.length * group),
                times[ROUNDS / 2],
                encode);
    }

    private static byte[][] play(String game, int count) {
        RunConfig config = new ConfigLoader().resolvePreset("default", List.of("game=" + game));
        Path rom = Path.of("roms", game + ".bin");
        byte[][] frames = new byte[count][];
        try (ObservedEnvironment environment = new ObservedEnvironment(
                (settings, source, shown, seed) ->
                        AtariEnvironments.create(settings, rom, source, shown, seed, UnaryOperator.identity()),
                config.environment(),
                config.observation(),
                1)) {
            RandomStream random = new RandomStream(1, "actions");
            TimeStep step = environment.reset();
            for (int i = 0; i < count; i++) {
                frames[i] = environment.frame().clone();
                step = step.isLast()
                        ? environment.reset()
                        : environment.step(random.nextInt(environment.actions().size()));
            }
        }
        return frames;
    }
}
