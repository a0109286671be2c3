package dqn.cli;

import dqn.core.DqnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the system tells of the processor: Linux in a file, others nothing.
 *
 * @param name as its maker writes it; {@code unknown} where nothing is told
 * @param maker such as {@code GenuineIntel}; empty where nothing is told
 * @param features such as {@code avx2}; empty where nothing is told
 */
record Processor(String name, String maker, Set<String> features) {
    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** This computer's. */
    static Processor here() {
        return in(LINUX);
    }

    /**
     * The one of a file like Linux's; one of which nothing is known if there is no such file.
     *
     * @throws DqnException if the file cannot be read
     */
    static Processor in(Path file) {
        if (!Files.isReadable(file)) {
            return new Processor("unknown", "", Set.of());
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return new Processor(
                    value(lines, "model name").orElse("unknown"),
                    value(lines, "vendor_id").orElse(""),
                    value(lines, "flags")
                            .map(flags -> Set.copyOf(Arrays.asList(flags.split("\\s+", -1))))
                            .orElse(Set.of()));
        } catch (IOException e) {
            throw new DqnException("Cannot read " + file + " (" + e.getMessage() + "): check its permissions.", e);
        }
    }

    /** Of the first core. */
    private static Optional<String> value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip());
    }

    boolean has(String feature) {
        return features.contains(feature);
    }

    /**
     * Whether its bf16 arithmetic, where it has any, is faster than float32's. Intel's is not before AMX: AVX512_BF16
     * alone computes at half the speed there.
     */
    boolean isBf16Fast() {
        return has("amx_bf16") || !maker.equals("GenuineIntel");
    }
}
