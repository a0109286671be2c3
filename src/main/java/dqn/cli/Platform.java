package dqn.cli;

import dqn.core.DqnException;
import java.util.Locale;

/**
 * Whether this computer can run the native libraries, which are x86-64 machine code with AVX2. To be asked before any of
 * them loads: on a processor without AVX2 the JVM would die of an illegal instruction.
 */
final class Platform {
    private Platform() {}

    /**
     * Does nothing on a computer that can.
     *
     * @throws DqnException on one that cannot
     */
    static void check() {
        check(System.getProperty("os.arch"), Processor.here());
    }

    /** With the architecture as Java names it. */
    static void check(String architecture, Processor processor) {
        String name = architecture.toLowerCase(Locale.ROOT);
        if (!name.equals("amd64") && !name.equals("x86_64")) {
            throw new DqnException("ALE has no native library for this processor (" + architecture
                    + "): dqn needs a 64-bit Intel or AMD processor, and a Java made for it.");
        }
        if (!processor.features().isEmpty() && !processor.has("avx2")) {
            throw new DqnException("ND4J's native library needs AVX2, which this processor lacks: dqn needs an Intel"
                    + " processor from 2013 or an AMD processor from 2015 on.");
        }
    }
}
