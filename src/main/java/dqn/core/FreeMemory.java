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
        Path top = root.resolve("sys/fs/cgroup");
        for (Path group = ownGroup(root, top); group.startsWith(top); group = group.getParent()) {
            free = Math.min(free, ofGroup(group).orElse(free));
        }
        return OptionalLong.of(Math.max(0, free));
    }

    /** The unified control group of this process; it and the groups around it may each have a limit. */
    private static Path ownGroup(Path root, Path top) {
        return lines(root.resolve("proc/self/cgroup")).stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> top.resolve(line.substring("0::/".length())).normalize())
                .findFirst()
                .orElse(top);
    }

    private static OptionalLong ofGroup(Path group) {
        OptionalLong limit = number(group.resolve("memory.max"), "");
        if (limit.isEmpty()) {
            return limit;
        }
        long current = number(group.resolve("memory.current"), "").orElse(0);
        long cache = number(group.resolve("memory.stat"), "inactive_file ").orElse(0);
        return OptionalLong.of(limit.getAsLong() - current + cache);
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
