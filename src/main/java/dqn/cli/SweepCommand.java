package dqn.cli;

import dqn.checkpoint.RunLock;
import dqn.core.CommandLineText;
import dqn.core.DqnException;
import dqn.sweep.Engine;
import dqn.sweep.Plan;
import dqn.sweep.Planner;
import dqn.sweep.Ranking;
import dqn.sweep.Sweep;
import dqn.sweep.SweepConfig;
import dqn.sweep.SweepFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dqn sweep}: many trainings, and which settings are the best. */
@Command(
        name = "sweep",
        description = "Trains games x seeds x settings, each in a process of its own, and compares the settings."
                + " Started again, it goes on where it was.",
        sortOptions = false,
        abbreviateSynopsis = true,
        subcommands = {SweepStatusCommand.class, SweepBestCommand.class},
        synopsisSubcommandLabel = "[status DIR | best DIR]",
        footer = {
            "",
            "Examples:",
            "  dqn sweep --games pong --seeds 1..3 --set agent.nStep=1,3 --out sweeps/steps",
            "  dqn sweep search.yaml --out sweeps/search   random, ASHA: docs/sweeps.md",
            "  dqn sweep --out sweeps/search               go on with it",
            "  dqn sweep best sweeps/search                which settings are the best?",
            "  dqn report sweeps/search"
        })
final class SweepCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(SweepCommand.class);
    private static final String STOPPING = "Stopping: each trial saves itself; a second Ctrl-C does not wait for that";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SWEEP.yaml", description = "What to try, in place of the next options.")
    private Path file;

    @Mixin
    private SweepOptions options;

    @Option(
            names = "--out",
            order = 20,
            paramLabel = "DIR",
            description = "Folder of the sweep, which goes on if it is there.")
    private Path out;

    @Option(names = "--slots", order = 21, paramLabel = "N", description = "Trials at once (as many as fit here).")
    private Integer slots;

    @Mixin
    private EngineOptions engines;

    @Option(names = "--launcher", hidden = true, description = "The program to start in place of dqn.")
    private Path launcher;

    @Override
    @SuppressWarnings("try") // the lock need only be held
    public Integer call() throws InterruptedException {
        checkOptions();
        SweepFolder folder = new SweepFolder(out.toAbsolutePath().normalize());
        Optional<SweepConfig> config = options.read(Optional.ofNullable(file));
        if (config.isEmpty() && !folder.exists()) {
            throw Usage.error(spec, "Say what to try: a SWEEP.yaml, or --games, --seeds and perhaps --set.");
        }
        if (!folder.exists()) {
            folder.requireNew();
        }
        Optional<Planner> planner = config.map(Planner::new);
        SweepPlan plans = new SweepPlan(folder, engines.coresHere());
        Optional<Plan> fresh =
                folder.exists() ? Optional.empty() : planner.map(all -> plans.make(config.orElseThrow(), all, slots()));
        folder.create();
        try (RunLock lock = RunLock.acquire(folder.path())) {
            if (!folder.exists()) {
                folder.begin(fresh.orElseThrow(), planner.orElseThrow().bases());
            }
            Plan plan = stored(folder, planner);
            return run(folder, plan, plans.slots(plan, askedSlots(config)));
        }
    }

    private void checkOptions() {
        engines.check();
        if (out == null) {
            throw Usage.error(spec, "Name the folder of the sweep by --out.");
        }
        if (slots != null && (slots < 1 || slots > 1_024)) {
            throw Usage.error(spec, "--slots must be from 1 to 1024, not " + slots + ".");
        }
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new DqnException(
                    "A sweep starts its trials by /bin/sh, which this system lacks: use Linux or macOS.");
        }
        if (!Files.isExecutable(program())) {
            throw new DqnException(program() + " cannot be started: start this program by its launcher.");
        }
    }

    private OptionalInt slots() {
        return slots == null ? OptionalInt.empty() : OptionalInt.of(slots);
    }

    /** They may change while a sweep is stopped: no trial's result depends on them. */
    private OptionalInt askedSlots(Optional<SweepConfig> config) {
        return slots == null ? config.map(SweepConfig::slots).orElse(OptionalInt.empty()) : slots();
    }

    private Path program() {
        Path program = launcher == null ? Home.find().folder().resolve("dqn") : launcher;
        return program.toAbsolutePath().normalize();
    }

    /** The plan that is there, which must be of what was asked for now, if anything was. */
    private Plan stored(SweepFolder folder, Optional<Planner> asked) {
        Plan plan = folder.readPlan();
        if (asked.isPresent() && !isOf(folder, plan, asked.get())) {
            throw new DqnException(folder.path() + " holds a sweep of something else: go on with that by `"
                    + goOn(folder) + "`, or choose another --out.");
        }
        if (!plan.commit().equals(Version.commit())) {
            LOG.warn(
                    "This sweep was begun by dqn of the commit {}, and goes on by that of {}: trials that did not end"
                            + " before may come to other scores",
                    plan.commit(),
                    Version.commit());
        }
        return plan;
    }

    private static boolean isOf(SweepFolder folder, Plan plan, Planner asked) {
        return asked.plan(plan.threads(), plan.commit()).isSameSearch(plan) && folder.standsOn(asked.bases());
    }

    private String goOn(SweepFolder folder) {
        return "dqn sweep --out " + CommandLineText.of(folder.path()) + (slots == null ? "" : " --slots " + slots)
                + engines.asTyped();
    }

    private int run(SweepFolder folder, Plan plan, int slots) {
        try (Engine engine = engines.connect(plan, slots)) {
            Sweep sweep = new Sweep(folder, plan, engine, program());
            try (StopSignals signals = new StopSignals(sweep::requestStop, STOPPING)) {
                long failed = sweep.run();
                if (signals.exitCode() != 0) {
                    LOG.info("Stopped: go on by `{}`", goOn(folder));
                    return signals.exitCode();
                }
                tell(folder, failed);
                return failed == 0 ? 0 : 1;
            }
        }
    }

    private void tell(SweepFolder folder, long failed) {
        Ranking.of(folder).forEach(ranking -> spec.commandLine().getOut().print(RankingText.of(ranking, 1)));
        spec.commandLine().getOut().flush();
        if (failed > 0) {
            LOG.error(
                    "{} trials failed, as said above: when that is mended, the same command tries them again", failed);
        }
        LOG.info("Done: {}; see more by `dqn sweep best {}`", folder.results(), CommandLineText.of(folder.path()));
    }
}
