package dqn.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages and forges files; what it does depends on its two numbers alone. */
final class Mutator {
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        2,
        127,
        255,
        256,
        65_535,
        1_000_000,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 32,
        1_000_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] REALS = {
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, -1e308, Double.MIN_VALUE, -0.0
    };
    private static final List<String> WORDS = List.of(
            "0",
            "-1",
            "1",
            "2147483647",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1000000000000",
            "1e308",
            "1e999",
            "-1e308",
            "1e-320",
            ".nan",
            "NaN",
            ".inf",
            "1/0",
            "0/0",
            "1_000_000",
            "0x7fffffff",
            "none",
            "null",
            "~",
            "true",
            "\"\"",
            "''",
            "[]",
            "{}",
            "[1, 2]",
            "{a: 1}",
            "&a [*a]",
            "*a",
            "!!java.net.URL [x]",
            "99999999h",
            "9223372036854775807s",
            "8388608TiB",
            "1GiB",
            "auto",
            "q");
    private static final Pattern NUMBER = Pattern.compile("[0-9][0-9._e/-]*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

    private final SplittableRandom random;

    /** The mutation of this number in the sequence of this seed. */
    Mutator(long seed, long number) {
        random = new SplittableRandom(seed * 1_000_003 + number);
    }

    /** Below {@code bound}. */
    int choose(int bound) {
        return random.nextInt(bound);
    }

    <T> T choose(List<T> all) {
        return all.get(choose(all.size()));
    }

    /** One to three changes; {@code other} is a file to splice parts of. */
    byte[] binary(byte[] original, byte[] other) {
        byte[] bytes = original.clone();
        for (int left = 1 + choose(3); left > 0; left--) {
            bytes = changeBytes(bytes, other);
        }
        return bytes;
    }

    /** The same of a text, mostly such that it is still one. */
    byte[] text(byte[] original, byte[] other) {
        String text = new String(original, StandardCharsets.UTF_8);
        for (int left = 1 + choose(3); left > 0; left--) {
            text = changeText(text, new String(other, StandardCharsets.UTF_8));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return choose(5) == 0 ? binary(bytes, other) : bytes;
    }

    private byte[] changeBytes(byte[] bytes, byte[] other) {
        if (bytes.length == 0) {
            return new byte[choose(100)];
        }
        int at = choose(bytes.length);
        int end = Math.min(bytes.length, at + 1 + choose(choose(4) == 0 ? bytes.length : 16));
        return switch (choose(12)) {
            case 0, 1 -> flip(bytes);
            case 2 -> join(bytes, 0, at, bytes, end, bytes.length);
            case 3 -> join(bytes, 0, end, bytes, at, bytes.length);
            case 4 -> join(join(bytes, 0, at, noise(), 0, 8), 0, at + 8, bytes, at, bytes.length);
            case 5 -> Arrays.copyOf(bytes, at);
            case 6 -> join(bytes, 0, at, other, Math.min(at, other.length), other.length);
            case 7 -> Arrays.copyOf(bytes, bytes.length + choose(100));
            case 8 -> put(bytes, at, real());
            case 9 -> put(bytes, at, whole(Long.BYTES));
            default -> put(bytes, choose(2) == 0 ? at : at / 4 * 4, whole(Integer.BYTES));
        };
    }

    private byte[] flip(byte[] bytes) {
        for (int left = 1 + choose(8); left > 0; left--) {
            bytes[choose(bytes.length)] ^= (byte) (1 << choose(8));
        }
        return bytes;
    }

    private byte[] noise() {
        byte[] noise = new byte[8];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] whole(int size) {
        long value = EXTREMES[choose(EXTREMES.length)];
        ByteBuffer buffer = ByteBuffer.allocate(size);
        return (size == Long.BYTES ? buffer.putLong(value) : buffer.putInt((int) value)).array();
    }

    private byte[] real() {
        double value = REALS[choose(REALS.length)];
        return choose(2) == 0
                ? ByteBuffer.allocate(Double.BYTES).putDouble(value).array()
                : ByteBuffer.allocate(Float.BYTES).putFloat((float) value).array();
    }

    private static byte[] put(byte[] bytes, int at, byte[] value) {
        System.arraycopy(value, 0, bytes, at, Math.min(value.length, bytes.length - at));
        return bytes;
    }

    private static byte[] join(byte[] one, int from, int to, byte[] two, int begin, int end) {
        byte[] joined = Arrays.copyOf(Arrays.copyOfRange(one, from, to), to - from + end - begin);
        System.arraycopy(two, begin, joined, to - from, end - begin);
        return joined;
    }

    private String changeText(String text, String other) {
        return switch (choose(12)) {
            case 0, 1, 2, 3 -> replaceOne(NUMBER, text, choose(WORDS));
            case 4 -> replaceOne(WORD, text, choose(WORDS));
            case 5 ->
                replaceOne(WORD, text, choose(List.of("x", "layers", "batch", "game", "envs", "\u0000", "\u00e9")));
            case 6 -> editLines(text, other);
            case 7 -> replaceOne(NUMBER, text, nested(choose(List.of(3, 30, 1_000, 100_000))));
            case 8 -> replaceOne(WORD, text, "a".repeat(choose(List.of(10, 1_000, 100_000))));
            case 9 ->
                insert(
                        text,
                        choose(List.of("{", "}", "[", "]", ":", "\n", "\t", "\"", "#", "---\n", "&a ", "*a", "!")));
            case 10 -> insert(text, " ".repeat(choose(10)));
            default ->
                new String(changeBytes(text.getBytes(StandardCharsets.UTF_8), new byte[0]), StandardCharsets.UTF_8);
        };
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private String replaceOne(Pattern pattern, String text, String replacement) {
        List<MatchResult> found = pattern.matcher(text).results().toList();
        if (found.isEmpty()) {
            return replacement;
        }
        MatchResult one = choose(found);
        return text.substring(0, one.start()) + replacement + text.substring(one.end());
    }

    private String insert(String text, String piece) {
        int at = choose(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private String editLines(String text, String other) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<String> others = other.lines().toList();
        if (lines.isEmpty() || others.isEmpty()) {
            return other;
        }
        int at = choose(lines.size());
        switch (choose(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(choose(lines.size())));
            case 2 -> lines.set(at, choose(others));
            default -> lines.add(at, choose(others));
        }
        return String.join("\n", lines) + "\n";
    }
}
