package dqn.render;

import dqn.core.DurableFiles;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * FFmpeg's program, fed by a pipe. It ends when its input does, and with this process in any case: the system closes the
 * pipe then. One that neither takes nor writes anything for a minute is killed, so that nobody waits for it for ever.
 */
final class FfmpegProcess {
    private static final int PATIENCE_SECONDS = 60;
    /** As FFmpeg ends after a signal, with a whole file of what it got until then. */
    private static final int INTERRUPTED = 255;

    private final Process process;
    private final File output;
    private final OutputStream input;
    private final CompletableFuture<String> complaint;
    /** Seconds that this process was seen waiting for an FFmpeg that did not write either. Counted, since a clock runs on where both are suspended. */
    private final AtomicInteger waited = new AtomicInteger();

    private volatile boolean waiting;

    /**
     * Starts it.
     *
     * @param output the file that it writes: at the end, which rewrites all of it, this is all that is seen of its work
     */
    FfmpegProcess(List<String> command, Path output) throws IOException {
        this.output = output.toFile();
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        input = process.getOutputStream();
        complaint = CompletableFuture.supplyAsync(
                this::readComplaint, task -> daemon(task).start());
        daemon(this::watch).start();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "ffmpeg");
        thread.setDaemon(true);
        return thread;
    }

    /** The first line of what it says; the rest follows from that. */
    private String readComplaint() {
        try (BufferedReader lines = process.errorReader()) {
            String first = lines.readLine();
            lines.lines().forEach(line -> {});
            return first == null ? "" : first;
        } catch (IOException e) {
            return DurableFiles.reason(e);
        }
    }

    private void watch() {
        try {
            long before = 0;
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                long written = output.lastModified();
                if (written != before) {
                    before = written;
                    waited.set(0);
                } else if (waiting && waited.incrementAndGet() > PATIENCE_SECONDS) {
                    kill();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands over the next bytes of the input. */
    void write(byte[] bytes) throws IOException {
        waitFor();
        try {
            input.write(bytes);
        } catch (IOException e) {
            throw new IOException(reason(), e);
        } finally {
            waiting = false;
        }
    }

    private void waitFor() {
        waited.set(0);
        waiting = true;
    }

    /**
     * Ends the input and waits for the output.
     *
     * @throws IOException if there is none, saying why
     */
    void finish() throws IOException {
        waitFor();
        try {
            input.close();
        } catch (IOException e) {
            // It has ended before: how, its exit code tells.
        }
        int exitCode = exitCode();
        if (exitCode != 0 && exitCode != INTERRUPTED) {
            throw new IOException(reason());
        }
    }

    private int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            return process.exitValue();
        }
    }

    private String reason() {
        exitCode();
        String said = complaint.join();
        if (!said.isEmpty()) {
            return said;
        }
        return waited.get() > PATIENCE_SECONDS
                ? "it took and wrote nothing for " + PATIENCE_SECONDS + " seconds"
                : "it ended with " + process.exitValue();
    }

    /** Whether a signal has ended it, after which its output is whole. */
    boolean wasInterrupted() {
        return !process.isAlive() && process.exitValue() == INTERRUPTED;
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
    }
}
