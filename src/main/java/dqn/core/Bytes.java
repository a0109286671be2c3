package dqn.core;

import java.util.Locale;

/** Amounts of memory and disk: how they are told, and how much of what is free may be planned with. */
public final class Bytes {
    /** One of so many parts is left to others. */
    private static final int PARTS = 8;

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Bytes() {}

    /** Of so many free bytes. */
    public static long usable(long free) {
        return free - free / PARTS;
    }

    /** See {@link #amount(double)}. */
    public static String amount(long bytes) {
        return amount((double) bytes);
    }

    /** Such as "270.4 MB" or "1.2 GB", of powers of ten. */
    public static String amount(double bytes) {
        return bytes < GIGA
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGA)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGA);
    }
}
