package dqn.cli;

import dqn.core.DqnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether this computer can run the native libraries, which are x86-64 machine code with AVX2. To be asked before any of
 * them loads: on a processor without AVX2 the JVM would die of an illegal instruction.
 */
final class Platform {
    private static final Path LINUX_CPU = Path.of("/proc/cpuinfo");

    private Platform() {}

    /**
     * Does nothing on a computer that can.
     *
     * @throws DqnException on one that cannot
     */
    static void check() {
        check(System.getProperty("os.arch"), LINUX_CPU);
    }

    /** With the architecture as Java names it, and Linux's list of the processor's features, if there is one. */
    static void check(String architecture, Path cpuInfo) {
        String name = architecture.toLowerCase(Locale.ROOT);
        if (!name.equals("amd64") && !name.equals("x86_64")) {
            throw new DqnException("ALE has no native library for this processor (" + architecture
                    + "): dqn needs a 64-bit Intel or AMD processor, and a Java made for it.");
        }
        if (Files.isReadable(cpuInfo) && !hasAvx2(cpuInfo)) {
            throw new DqnException("ND4J's native library needs AVX2, which this processor lacks: dqn needs an Intel"
                    + " processor from 2013 or an AMD processor from 2015 on.");
        }
    }

    private static boolean hasAvx2(Path cpuInfo) {
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.anyMatch(line -> line.startsWith("flags") && line.matches(".*\\bavx2\\b.*"));
        } catch (IOException e) {
            throw new DqnException("Cannot read " + cpuInfo + " (" + e.getMessage() + "): check its permissions.", e);
        }
    }
}
