package dqn.training;

import dqn.checkpoint.RunLock;
import dqn.core.CommandLineText;
import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.core.FileContent;
import dqn.metrics.CsvSink;
import dqn.metrics.TimingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The files of one run: {@code config.yaml}, {@code manifest.json}, {@code checkpoints/}, metrics and logs. */
public record RunDirectory(Path path) {
    private static final long LONGEST_MANIFEST_BYTES = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** The complete, resolved configuration. */
    public Path config() {
        return path.resolve("config.yaml");
    }

    /** The model that the run began with, if it was given one. */
    public Path initialModel() {
        return path.resolve("initial.zip");
    }

    /** Where and when the run was started, and by which version. */
    public Path manifest() {
        return path.resolve("manifest.json");
    }

    /** What was logged. */
    public Path log() {
        return path.resolve("train.log");
    }

    /** How far the run had come and what it had learnt, every so many steps. */
    public Path metrics() {
        return path.resolve(CsvSink.METRICS);
    }

    /** The games of the training. */
    public Path episodes() {
        return path.resolve(CsvSink.EPISODES);
    }

    /** How fast it was. */
    public Path timing() {
        return path.resolve(TimingSink.TIMING);
    }

    /** What was measured while it was trained, if anything. */
    public Path evaluations() {
        return path.resolve(CsvSink.EVALUATIONS);
    }

    /** Whether anything of what has happened in the run stands in its tables. */
    public boolean hasRows() {
        return hasRows(metrics()) || hasRows(episodes());
    }

    private static boolean hasRows(Path table) {
        try (Stream<String> lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
            return lines.limit(2).count() == 2;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /**
     * Keeps the tables of a beginning that is done again.
     *
     * @return the folder in which they are now; empty if nothing stands in them
     * @throws DqnException if they cannot be moved
     */
    public Optional<Path> setTablesAside() {
        if (!hasRows()) {
            return Optional.empty();
        }
        Path aside = Runs.claim(path, "earlier").path();
        try (DirectoryStream<Path> tables = Files.newDirectoryStream(path, "{*.csv,events.out.tfevents.*}")) {
            for (Path table : tables) {
                Files.move(table, aside.resolve(table.getFileName()));
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        return Optional.of(aside);
    }

    /** Whether a run was begun here. */
    public boolean exists() {
        return Files.isRegularFile(config());
    }

    /**
     * Makes sure that a new run would overwrite nothing here.
     *
     * @throws DqnException if there is a run already, or anything else than a beginning that was cut short
     */
    public void requireNew() {
        if (exists()) {
            throw new DqnException(path + " already holds a run: choose another --run, or go on with it by"
                    + " `dqn train --resume " + CommandLineText.of(path) + "`.");
        }
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> children = Files.list(path)) {
            if (!children.allMatch(this::comesBeforeConfig)) {
                throw new DqnException(path + " holds other files already: choose another --run, or empty the folder.");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** A process that was killed when it began a run leaves such files and no configuration; another may begin there. */
    private boolean comesBeforeConfig(Path child) {
        String name = child.getFileName().toString();
        return name.equals(RunLock.FILE)
                || name.startsWith(DurableFiles.STAGED)
                || child.equals(initialModel())
                || (child.equals(manifest())
                        && readManifest().map(RunManifest::rom).isPresent());
    }

    /** Removes what was claimed for a run that has not begun. */
    public void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException e) {
            // It has begun.
        }
    }

    /**
     * Begins a run: writes its manifest, then its configuration, without which there is no run.
     *
     * @throws DqnException if the folder is not empty, or cannot be written
     */
    public void create(String configYaml, RunManifest manifest) {
        requireNew();
        try {
            DurableFiles.createFolders(path);
            DurableFiles.syncDirectory(path.toAbsolutePath().getParent());
            DurableFiles.write(manifest(), manifest.toJson());
            DurableFiles.write(config(), configYaml);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Keeps the model whose weights the run will begin with; without one, removes what a process has left that was killed
     * before its run began.
     *
     * @throws DqnException if the folder cannot be written
     */
    public void beginWith(Optional<FileContent> model) {
        try {
            Files.deleteIfExists(initialModel());
            if (model.isPresent()) {
                DurableFiles.write(initialModel(), model.get());
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    DqnException unwritable(IOException e) {
        return new DqnException(
                "The run directory " + path + " cannot be written (" + DurableFiles.reason(e)
                        + "): choose another --run.",
                e);
    }

    /** Replaces the configuration, whole or not at all. */
    public void updateConfig(String configYaml) {
        try {
            DurableFiles.write(config(), configYaml);
        } catch (IOException e) {
            throw new DqnException(
                    config() + " cannot be written (" + DurableFiles.reason(e) + "): give access to it.", e);
        }
    }

    /** The manifest, if there is a readable one. */
    public Optional<RunManifest> readManifest() {
        try {
            return Files.isRegularFile(manifest()) && Files.size(manifest()) <= LONGEST_MANIFEST_BYTES
                    ? Optional.ofNullable(JSON.readValue(manifest().toFile(), RunManifest.class))
                    : Optional.empty();
        } catch (JacksonException | IOException e) {
            return Optional.empty();
        }
    }

    /** When the run was started, in a form whose order is that of time; empty if nobody knows. */
    String started() {
        return readManifest().map(RunManifest::started).orElse("");
    }
}
