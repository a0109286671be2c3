package dqn.sweep;

import dqn.checkpoint.RunLock;
import dqn.core.CommandLineText;
import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.report.RunFinder;
import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of one sweep: {@code plan.json} and {@code config/} (written first, then never again), {@code trials/} (a run
 * directory each), {@code logs/}, {@code ended.csv}, {@code promotions.csv}, {@code results.csv}.
 *
 * @param path of the folder
 */
public record SweepFolder(Path path) {
    /** What is left of a beginning that was cut short before the plan was there; no trial has begun then. */
    private static final Set<String> BEGINNING =
            Set.of(RunLock.FILE, "config", "logs", RunFinder.TRIALS, DurableFiles.STAGED + "plan.json");

    private static final JsonMapper JSON = new JsonMapper();

    /** Which trials have ended, in that order. */
    Path ended() {
        return path.resolve("ended.csv");
    }

    /** Which settings were trained on, in that order. */
    Path promotions() {
        return path.resolve("promotions.csv");
    }

    /** What came of it. */
    public Path results() {
        return path.resolve("results.csv");
    }

    /** The run directory of a trial. */
    public Path run(Trial trial) {
        return path.resolve(RunFinder.TRIALS).resolve(name(trial));
    }

    /** What the processes of a trial said. */
    Path log(Trial trial) {
        return path.resolve("logs").resolve(name(trial) + ".log");
    }

    /** The configuration that a game's trials stand on. */
    Path config(String game) {
        return path.resolve("config").resolve(game + ".yaml");
    }

    private static String name(Trial trial) {
        return String.format(Locale.ROOT, "%04d", trial.number());
    }

    private Path plan() {
        return path.resolve("plan.json");
    }

    /** Whether a sweep was begun here. */
    public boolean exists() {
        return Files.isRegularFile(plan());
    }

    /** Makes the folder, if it is not there yet. */
    public void create() {
        try {
            DurableFiles.createFolders(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Writes a plan, and what its trials stand on. */
    public void begin(Plan plan, Map<String, RunConfig> bases) {
        try {
            DurableFiles.createFolders(path.resolve("config"));
            DurableFiles.createFolders(path.resolve("logs"));
            DurableFiles.createFolders(path.resolve(RunFinder.TRIALS));
            for (Map.Entry<String, RunConfig> base : bases.entrySet()) {
                DurableFiles.write(config(base.getKey()), ConfigLoader.toYaml(base.getValue()));
            }
            DurableFiles.write(plan(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plan) + "\n");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Makes sure that a new sweep would find nothing here but the beginning of one.
     *
     * @throws DqnException if there is anything else
     */
    public void requireNew() {
        try {
            Set<String> names = names(path);
            boolean begun = names.contains(RunLock.FILE) && BEGINNING.containsAll(names);
            if (!names.isEmpty()
                    && !(begun && names(path.resolve(RunFinder.TRIALS)).isEmpty())) {
                throw new DqnException(path + " holds other files already: choose another --out, or empty the folder.");
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** What is in a folder, if there is such a one. */
    private static Set<String> names(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return Set.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    /** Whether the trials here stand on the same configurations. */
    public boolean standsOn(Map<String, RunConfig> bases) {
        ConfigLoader loader = new ConfigLoader();
        return bases.entrySet().stream()
                .allMatch(base ->
                        loader.resolveFile(config(base.getKey()), List.of()).equals(base.getValue()));
    }

    /** Waits for trials that run without their sweep, which was killed: they notice that, save themselves and end. */
    public void awaitTrials(Plan plan) throws InterruptedException {
        for (Trial trial : plan.trials()) {
            Work.awaitOthers(run(trial));
        }
    }

    /** What each candidate of a plan stands for, but for the seed and the threads; in their order. */
    public List<RunConfig> configs(Plan plan) {
        ConfigLoader loader = new ConfigLoader();
        return IntStream.range(0, plan.candidates())
                .mapToObj(candidate -> plan.candidate(candidate).get(0))
                .map(trial -> loader.resolveFile(config(trial.game()), trial.sets()))
                .toList();
    }

    /** Writes a table, in place of one that is there. */
    void write(Path file, String text) {
        try {
            DurableFiles.write(file, text);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private DqnException unwritable(IOException e) {
        return new DqnException(
                "The folder " + path + " of the sweep cannot be written (" + DurableFiles.reason(e)
                        + "): give access to it, make room, or choose another --out.",
                e);
    }

    /**
     * The plan.
     *
     * @throws DqnException if there is none that can be read
     */
    public Plan readPlan() {
        if (!exists()) {
            throw new DqnException("There is no sweep in " + path + " (no plan.json): begin one by `dqn sweep --games"
                    + " pong --seeds 1..5 --out " + CommandLineText.of(path) + "`.");
        }
        return plan(plan())
                .orElseThrow(() -> new DqnException(plan()
                        + " is damaged, or was written by another version of dqn: put back the one that was there."));
    }

    private static Optional<Plan> plan(Path file) {
        try {
            Plan plan = JSON.readValue(file.toFile(), Plan.class);
            return Optional.ofNullable(plan).filter(SweepFolder::isWhole);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Of what others rely on without looking again. */
    private static boolean isWhole(Plan plan) {
        return plan.format() == Plan.FORMAT
                && plan.objective() != null
                && plan.objective().kind() != null
                && plan.rungs() != null
                && plan.rungs().stream().allMatch(Objects::nonNull)
                && plan.trials() != null
                && !plan.trials().isEmpty()
                && plan.seeds() > 0
                && plan.threads() > 0
                && plan.eta() > 1
                && plan.trials().size() % plan.seeds() == 0
                && IntStream.range(0, plan.trials().size())
                        .allMatch(i -> isWhole(plan.trials().get(i), i + 1));
    }

    private static boolean isWhole(Trial trial, int number) {
        return trial != null
                && trial.number() == number
                && trial.game() != null
                && trial.settings() != null
                && trial.settings().values().stream().allMatch(Objects::nonNull)
                && trial.arguments() != null
                && trial.arguments().stream().allMatch(Objects::nonNull);
    }
}
