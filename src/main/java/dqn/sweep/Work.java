package dqn.sweep;

import dqn.checkpoint.RunLock;
import dqn.core.DurableFiles;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs of one job, as they are started on whatever machine it goes to. It needs nothing but Java there and a log,
 * which Spark has too, and the run directory and the launcher under the same names.
 *
 * <p>What is begun already is gone on with, from its last checkpoint: so a job may be carried out again after its machine
 * was lost.
 *
 * @param run directory of the run
 * @param log file that takes what the programs say
 * @param threads of each program
 * @param begin the program that begins the run
 * @param resume the program that goes on with it
 * @param evaluate the program that comes after it, but for its last argument, the newest checkpoint; empty: none
 * @param evaluation file that takes what {@code evaluate} prints
 */
public record Work(
        String run,
        String log,
        int threads,
        List<String> begin,
        List<String> resume,
        List<String> evaluate,
        String evaluation)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long LOOK_AGAIN_MILLIS = 200;
    /** More than a training takes to save itself. */
    private static final long PATIENCE_MILLIS = 10 * LOOK_AGAIN_MILLIS;

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    /**
     * Starts a program that ends when this process does, in whatever way: a shell beside it reads from a pipe that the
     * system then closes, and sends SIGTERM, upon which a training saves itself. Ctrl-C, which a terminal sends to all
     * processes at once, must not reach the program too: a second one would end it unsaved.
     */
    private static final String SHELL = "trap '' INT HUP; exec 3<&0;"
            + " (read -r end <&3 || kill -TERM $$) 2>/dev/null & exec \"$0\" \"$@\" </dev/null 3<&-";

    /** Copies what is serialised by value. */
    public Work {
        begin = new ArrayList<>(begin);
        resume = new ArrayList<>(resume);
        evaluate = new ArrayList<>(evaluate);
    }

    /**
     * Carries it out.
     *
     * @return the exit code of the last program; of the first that did not end with 0
     * @throws IOException if a program cannot be started
     * @throws InterruptedException if this thread was interrupted, after the program has saved itself and ended
     */
    public int carryOut() throws IOException, InterruptedException {
        awaitOthers(Path.of(run));
        boolean begun = Files.isRegularFile(Path.of(run, "config.yaml")); // not by classes that need libraries
        int exitCode = run(begun ? resume : begin, new File(log));
        return exitCode != 0 || evaluate.isEmpty() ? exitCode : evaluate(Path.of(evaluation));
    }

    /** In place of what an earlier one has printed, once it is whole. */
    private int evaluate(Path printed) throws IOException, InterruptedException {
        Path staged = DurableFiles.staged(printed);
        int exitCode = run(evaluationOfNewest(), staged.toFile());
        if (exitCode == 0) {
            DurableFiles.publish(staged, printed);
        }
        return exitCode;
    }

    /** Of the training's last agent: the best one of those that were saved may be another on a slower machine. */
    private List<String> evaluationOfNewest() throws IOException {
        Path checkpoints = Path.of(run, "checkpoints");
        try (Stream<Path> entries = Files.list(checkpoints)) {
            long newest = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,18}"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
            List<String> program = new ArrayList<>(evaluate);
            program.add(checkpoints.resolve(Long.toString(newest)).toString());
            return program;
        }
    }

    /** A training that lost its sweep, or its cluster, saves itself and goes. */
    static void awaitOthers(Path run) throws InterruptedException {
        for (long waited = 0; !RunLock.isFree(run); waited += LOOK_AGAIN_MILLIS) {
            if (waited == PATIENCE_MILLIS) {
                LOG.warn("Another process is at work in {}, which this sweep waits for: stop it, or let it end", run);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    private int run(List<String> program, File output) throws IOException, InterruptedException {
        Process process = start(program, output);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.toHandle().destroy(); // Process.destroy would close the pipe too, and so send a second signal
            awaitEnd(process);
            throw e;
        }
    }

    private Process start(List<String> program, File output) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL));
        command.addAll(program);
        boolean isLog = output.equals(new File(log));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(isLog ? Redirect.appendTo(output) : Redirect.to(output))
                .redirectError(Redirect.appendTo(new File(log)));
        builder.environment().put("DQN_NO_BUILD", "1"); // all trials are to be of one program
        builder.environment().put("DQN_THREADS", Integer.toString(threads)); // an evaluation has no such option
        return builder.start();
    }

    private static void awaitEnd(Process process) {
        while (true) {
            try {
                process.waitFor();
                return;
            } catch (InterruptedException e) {
                // asked already: it saves itself
            }
        }
    }
}
