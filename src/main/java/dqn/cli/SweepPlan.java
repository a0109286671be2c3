package dqn.cli;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.core.FreeMemory;
import dqn.sweep.Fit;
import dqn.sweep.Plan;
import dqn.sweep.Planner;
import dqn.sweep.SweepConfig;
import dqn.sweep.SweepFolder;
import dqn.training.RunConfig;
import dqn.training.RunNeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the plan of a new sweep, once it is clear that it fits; and says how many of its trials do at once. */
final class SweepPlan {
    private static final Logger LOG = LoggerFactory.getLogger(SweepPlan.class);

    private final SweepFolder folder;
    /** Of this machine, whose memory counts too where they are known. */
    private final OptionalInt cores;

    private final SweepNeeds needs = new SweepNeeds();

    /**
     * In a folder that need not be there yet.
     *
     * @param cores of this machine that the trials may use; empty if they run elsewhere
     */
    SweepPlan(SweepFolder folder, OptionalInt cores) {
        this.folder = folder;
        this.cores = cores;
    }

    /** What is free now. */
    private Fit fit() {
        Path path = folder.path();
        while (Files.notExists(path)) {
            path = path.getParent();
        }
        try {
            return new Fit(
                    FreeMemory.ofMachine(), Files.getFileStore(path).getUsableSpace(), cores.orElse(Integer.MAX_VALUE));
        } catch (IOException e) {
            throw new DqnException(
                    "The disk of " + path + " cannot be asked for its room (" + DurableFiles.reason(e)
                            + "): give access to it.",
                    e);
        }
    }

    /**
     * The plan. Threads that nobody chose are this machine's cores, divided among the trials at once; elsewhere one, since
     * nobody knows the machines yet.
     *
     * @param slots trials at once that were asked for
     * @throws DqnException if they do not fit on the disk, or cannot be trained here
     */
    Plan make(SweepConfig config, Planner planner, OptionalInt slots) {
        List<RunNeeds> all = needs.of(planner.configs());
        Fit fit = fit();
        int threads = 1;
        if (cores.isPresent()) {
            needs.check(planner.configs());
            OptionalInt asked = slots.isPresent() ? slots : config.slots();
            threads = Math.max(1, fit.cores() / atOnce(fit, all, asked, planner.trialCount()));
        }
        fit.requireDisk(all, config.seeds().size(), config.halving());
        warnOfThoseThatOnlyPlay(planner.shortest());
        return planner.plan(threads, Version.commit());
    }

    private static void warnOfThoseThatOnlyPlay(List<RunConfig> configs) {
        List<String> reasons = configs.stream()
                .flatMap(config -> config.whyItLearnsNothing().stream())
                .toList();
        if (!reasons.isEmpty()) {
            LOG.warn(
                    "{} of {} settings will learn nothing before they are compared; of the first, {}",
                    reasons.size(),
                    configs.size(),
                    reasons.get(0));
        }
    }

    /**
     * The most trials at once: as many as were asked for, else as this machine's cores and memory allow if they run here.
     *
     * @throws DqnException if so many do not fit
     */
    int slots(Plan plan, OptionalInt option) throws InterruptedException {
        OptionalInt asked = option.isPresent() || plan.slots() == 0 ? option : OptionalInt.of(plan.slots());
        if (cores.isEmpty()) {
            return asked.orElse(Integer.MAX_VALUE);
        }
        folder.awaitTrials(plan); // which a sweep that was killed has left: until they have ended they take memory
        Fit fit = fit();
        int slots =
                atOnce(fit, needs.of(folder.configs(plan)), asked, plan.trials().size());
        return asked.isPresent() ? slots : Math.max(1, Math.min(slots, fit.cores() / plan.threads()));
    }

    private static int atOnce(Fit fit, List<RunNeeds> all, OptionalInt asked, long trials) {
        if (asked.isEmpty()) {
            return fit.slots(all, trials);
        }
        int slots = (int) Math.min(asked.getAsInt(), trials);
        fit.requireMemory(all, slots);
        return slots;
    }
}
