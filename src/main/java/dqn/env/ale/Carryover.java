package dqn.env.ale;

import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What one game leaves to the next: of all that is in a console, a reset sets everything anew but its memory, two
 * generators of random numbers, and the display processor that one cartridge has (Pitfall II). Cartridges' own memory is
 * filled with new random numbers, banks go back to the first, the chips and the score begin from nothing.
 *
 * <p>This, and not the emulator's snapshot, is saved and read: the emulator believes every length and position in a
 * snapshot, and a forged one writes anywhere in the process's memory. What is read here is numbers that are each held to
 * what they can be, and they are put into a snapshot that the emulator itself has just made.
 *
 * @param consoleRandom state of the console's random numbers (a Mersenne twister), 32 bits each
 * @param stickyRandom of those behind sticky actions
 * @param memory the console's
 * @param registers of the display processor; else empty
 */
record Carryover(long[] consoleRandom, long[] stickyRandom, byte[] memory, int[] registers) {
    /** A twister's numbers, and its position among them. */
    private static final int TWISTER = 624;

    private static final long MOST_RANDOM = 0xFFFF_FFFFL;
    private static final int FIRST_COUNTER = 16;
    private static final int FIRST_FLAG = 24;
    private static final int FIRST_MODE = 32;
    private static final int RANDOM = 35;

    /** Out of a snapshot that the emulator has made. */
    static Carryover of(byte[] snapshot) {
        Snapshot parts = new Snapshot(snapshot);
        return new Carryover(
                numbers(parts.consoleRandom()), numbers(parts.stickyRandom()), parts.memory(), parts.registers());
    }

    /** Another snapshot of the same cartridge that the emulator has made, with this in it. */
    byte[] into(byte[] snapshot) {
        return new Snapshot(snapshot).with(text(consoleRandom), text(stickyRandom), memory, registers);
    }

    void save(DataOutput out) throws IOException {
        saveRandom(consoleRandom, out);
        saveRandom(stickyRandom, out);
        out.write(memory);
        for (int register : registers) {
            out.writeInt(register);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param like of the same cartridge
     * @throws IOException if a number is none that the emulator can have
     */
    static Carryover load(DataInput in, Carryover like) throws IOException {
        long[] consoleRandom = loadRandom(in, like.consoleRandom.length);
        long[] stickyRandom = loadRandom(in, like.stickyRandom.length);
        byte[] memory = new byte[like.memory.length];
        in.readFully(memory);
        int[] registers = new int[like.registers.length];
        for (int i = 0; i < registers.length; i++) {
            registers[i] = in.readInt();
            SavedState.require(isRegister(i, registers[i]), "the saved game has a cartridge that cannot be");
        }
        return new Carryover(consoleRandom, stickyRandom, memory, registers);
    }

    /** Counters point into 2 KB; the emulator does not look. */
    private static boolean isRegister(int i, int value) {
        if (i >= FIRST_MODE && i < RANDOM) {
            return value == Snapshot.YES || value == Snapshot.NO;
        }
        boolean counter = i >= FIRST_COUNTER && i < FIRST_FLAG;
        return value >= 0 && value <= (counter ? 0x7FF : 0xFF);
    }

    private static void saveRandom(long[] numbers, DataOutput out) throws IOException {
        for (long number : numbers) {
            out.writeInt((int) number);
        }
    }

    private static long[] loadRandom(DataInput in, int count) throws IOException {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = in.readInt() & MOST_RANDOM;
        }
        SavedState.require(
                count <= TWISTER || Arrays.stream(numbers).skip(TWISTER).allMatch(position -> position <= TWISTER),
                "the saved game has random numbers that cannot be");
        return numbers;
    }

    private static long[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    }

    private static String text(long[] numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(" "));
    }
}
