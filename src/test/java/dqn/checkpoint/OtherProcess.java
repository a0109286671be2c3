package dqn.checkpoint;

import dqn.core.DqnException;
import dqn.core.Frozen;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/** What the tests do in a Java process of its own. */
final class OtherProcess {
    static final int REFUSED = 3;
    static final int KILLED = 9;

    private OtherProcess() {}

    /** Runs {@code what} on a run directory and returns the exit status. */
    static int run(String what, Path runDirectory) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        what,
                        runDirectory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    public static void main(String[] args) {
        Path runDirectory = Path.of(args[1]);
        if (args[0].equals("lock")) {
            lock(runDirectory);
        } else {
            new CheckpointWriter(runDirectory, 1)
                    .write(
                            CheckpointManifest.of(200, OptionalDouble.empty(), Map.of(), Map.of()),
                            Map.<String, Frozen>of("agent", OtherProcess::die),
                            Map.of());
        }
    }

    private static void lock(Path runDirectory) {
        try {
            RunLock.acquire(runDirectory).close();
        } catch (DqnException e) {
            Runtime.getRuntime().halt(REFUSED);
        }
    }

    /** Dies in the middle of being saved. */
    private static void die(DataOutput out) throws IOException {
        out.write(new byte[3 << 20]);
        Runtime.getRuntime().halt(KILLED);
    }
}
