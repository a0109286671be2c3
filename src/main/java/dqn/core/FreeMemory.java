package dqn.core;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What this process may still take: of the machine, of its control group, of the virtual machine's own limit. */
public final class FreeMemory {
    private static final Path ROOT = Path.of("/");

    private FreeMemory() {}

    /**
     * Bytes that the machine can give without swapping. On Linux that is the kernel's own estimate, which counts the page
     * cache as free, within the limits of the control groups; elsewhere all physical memory, since what the JVM calls
     * free leaves out everything that the system would give up.
     */
    public static long ofMachine() {
        long total =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.min(total, ofLinux(ROOT).orElse(total));
    }

    /** Bytes that direct buffers may still take. */
    public static long ofDirectBuffers() {
        String option = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue();
        long limit = Long.parseLong(option) > 0
                ? Long.parseLong(option)
                : Runtime.getRuntime().maxMemory();
        long used = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return limit - used;
    }

    /** The same for the file system of a Linux machine below {@code root}; empty where there is none. */
    public static OptionalLong ofLinux(Path root) {
        OptionalLong available = number(root.resolve("proc/meminfo"), "MemAvailable:");
        if (available.isEmpty()) {
            return OptionalLong.empty();
        }
        long free = available.getAsLong() * 1024;
        for (Hierarchy hierarchy : Hierarchy.values()) {
            free = Math.min(free, hierarchy.free(root).orElse(free));
        }
        return OptionalLong.of(Math.max(0, free));
    }

    /** Control groups as the kernel tells of them: those of version 2, then memory's of version 1. */
    private enum Hierarchy {
        UNIFIED("sys/fs/cgroup", "0::/", "memory.max", "memory.current", "inactive_file "),
        MEMORY(
                "sys/fs/cgroup/memory",
                "[0-9]+:memory:/",
                "memory.limit_in_bytes",
                "memory.usage_in_bytes",
                "total_inactive_file ");

        private final String folder;
        private final Pattern ownGroup;
        private final String limit;
        private final String current;
        private final String cache;

        Hierarchy(String folder, String ownGroup, String limit, String current, String cache) {
            this.folder = folder;
            this.ownGroup = Pattern.compile(ownGroup + "(.*)");
            this.limit = limit;
            this.current = current;
            this.cache = cache;
        }

        /** What the group of this process and those around it leave, each of which may have a limit. */
        OptionalLong free(Path root) {
            Path top = root.resolve(folder);
            return Stream.iterate(ownGroup(root, top), group -> group.startsWith(top), Path::getParent)
                    .flatMapToLong(group -> of(group).stream())
                    .min();
        }

        private Path ownGroup(Path root, Path top) {
            return lines(root.resolve("proc/self/cgroup")).stream()
                    .map(ownGroup::matcher)
                    .filter(Matcher::matches)
                    .map(line -> top.resolve(line.group(1)).normalize())
                    .findFirst()
                    .orElse(top);
        }

        private OptionalLong of(Path group) {
            OptionalLong most = number(group.resolve(limit), "");
            if (most.isEmpty()) {
                return most;
            }
            long taken = number(group.resolve(current), "").orElse(0);
            long freed = number(group.resolve("memory.stat"), cache).orElse(0);
            return OptionalLong.of(most.getAsLong() - taken + freed);
        }
    }

    /** The digits behind {@code prefix}; none where the line is missing or says "max". */
    private static OptionalLong number(Path file, String prefix) {
        return lines(file).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // not every system has every file
        }
    }
}
