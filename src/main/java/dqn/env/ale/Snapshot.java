package dqn.env.ale;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where things lie in a snapshot that ALE 0.7 has just made: its {@code ALEState.serialize}. Whole numbers have four
 * bytes, the lowest first; a text stands behind its length; truth is one of two patterns.
 *
 * <pre>
 * 6 numbers of the paddles, frames and mode
 * the length of what follows up to the paddles' limits
 *   MD5, "System", cycles, the console's random numbers as text
 *   the processor's name, 6 registers, 7 flags, status
 *   "M6532", 128, the bytes of memory each as a number, timer
 *   picture and sound chip, cartridge, score
 *   whether there are: the random numbers behind sticky actions as text
 * the paddles' limits
 * </pre>
 *
 * <p>Only ever made of a snapshot of the running emulator, never of one that was read from a file.
 */
final class Snapshot {
    static final int YES = 0xfab1fab2;
    static final int NO = 0xbad1bad2;

    private static final int HEAD = 6 * Integer.BYTES;
    private static final int PROCESSOR = 14 * Integer.BYTES;
    private static final byte[] DPC = text("CartridgeDPC");

    /** Of each group of the display processor's registers: how many. */
    private static final int[] DPC_GROUPS = {8, 8, 8, 8, 3};

    private final ByteBuffer bytes;
    private final int end;
    /** A text's first byte, behind its length. */
    private final int consoleRandom;

    private final int memory;
    private final int stickyRandom;
    private final int[] registers;

    Snapshot(byte[] snapshot) {
        bytes = ByteBuffer.wrap(snapshot).order(ByteOrder.LITTLE_ENDIAN);
        end = behindText(HEAD);
        int system = behindText(HEAD + Integer.BYTES);
        int random = behindText(system) + Integer.BYTES; // and the cycles
        consoleRandom = random + Integer.BYTES;
        int memoryChip = behindText(behindText(random)) + PROCESSOR;
        memory = behindText(memoryChip) + Integer.BYTES;
        stickyRandom = lastText();
        registers = displayProcessor();
    }

    private int behindText(int length) {
        return length + Integer.BYTES + bytes.getInt(length);
    }

    /** It holds digits and blanks; its length, which stands before it, ends in zero bytes. */
    private int lastText() {
        int start = end;
        while (bytes.get(start - 1) == ' ' || Character.isDigit(bytes.get(start - 1))) {
            start--;
        }
        return start;
    }

    /** Positions of what the one cartridge has that keeps anything over a reset; none in all others. */
    private int[] displayProcessor() {
        int name = indexOf(DPC);
        if (name < 0) {
            return new int[0];
        }
        int[] found = new int[Arrays.stream(DPC_GROUPS).sum() + 1];
        int count = 0;
        int position = name + DPC.length + Integer.BYTES; // behind the bank
        for (int size : DPC_GROUPS) {
            position += Integer.BYTES;
            for (int i = 0; i < size; i++) {
                found[count++] = position;
                position += Integer.BYTES;
            }
        }
        found[count] = position;
        return found;
    }

    private int indexOf(byte[] name) {
        for (int i = HEAD; i + name.length <= end; i++) {
            if (Arrays.equals(bytes.array(), i, i + name.length, name, 0, name.length)) {
                return i;
            }
        }
        return -1;
    }

    /** The console's random numbers. */
    String consoleRandom() {
        return text(consoleRandom);
    }

    /** Those behind sticky actions. */
    String stickyRandom() {
        return text(stickyRandom);
    }

    private String text(int start) {
        int length = bytes.getInt(start - Integer.BYTES);
        return new String(bytes.array(), start, length, StandardCharsets.US_ASCII);
    }

    /** The console's memory. */
    byte[] memory() {
        byte[] copy = new byte[Emulator.RAM_BYTES];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (byte) bytes.getInt(memory + i * Integer.BYTES);
        }
        return copy;
    }

    /** The display processor's tops, bottoms, counters, flags, music modes and random number. */
    int[] registers() {
        return Arrays.stream(registers).map(bytes::getInt).toArray();
    }

    /** The same snapshot with these in their places. */
    byte[] with(String newConsoleRandom, String newStickyRandom, byte[] newMemory, int[] newRegisters) {
        ByteBuffer patched = ByteBuffer.wrap(bytes.array().clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < newMemory.length; i++) {
            patched.putInt(memory + i * Integer.BYTES, newMemory[i] & 0xFF);
        }
        for (int i = 0; i < newRegisters.length; i++) {
            patched.putInt(registers[i], newRegisters[i]);
        }
        byte[] console = text(newConsoleRandom);
        byte[] sticky = text(newStickyRandom);
        int longer = console.length
                - text(consoleRandom).length()
                + sticky.length
                - text(stickyRandom).length();
        byte[] old = patched.array();
        int behindConsole = behindText(consoleRandom - Integer.BYTES);
        ByteBuffer whole = ByteBuffer.allocate(old.length + longer).order(ByteOrder.LITTLE_ENDIAN);
        whole.put(old, 0, consoleRandom - Integer.BYTES).putInt(console.length).put(console);
        whole.put(old, behindConsole, stickyRandom - Integer.BYTES - behindConsole);
        whole.putInt(sticky.length).put(sticky).put(old, end, old.length - end);
        return whole.putInt(HEAD, end - HEAD - Integer.BYTES + longer).array();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
