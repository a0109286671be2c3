package dqn.cli;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.core.FreeMemory;
import dqn.sweep.Fit;
import dqn.sweep.Plan;
import dqn.sweep.Planner;
import dqn.sweep.SweepConfig;
import dqn.sweep.SweepFolder;
import dqn.training.RunNeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** Makes the plan of a new sweep, once it is clear that it fits. */
final class SweepPlan {
    private final SweepFolder folder;
    private final Fit fit;

    /** In a folder that need not be there yet. */
    SweepPlan(SweepFolder folder) {
        this.folder = folder;
        Path path = folder.path();
        while (Files.notExists(path)) {
            path = path.getParent();
        }
        try {
            fit = new Fit(
                    FreeMemory.ofMachine(),
                    Files.getFileStore(path).getUsableSpace(),
                    Runtime.getRuntime().availableProcessors());
        } catch (IOException e) {
            throw new DqnException(
                    "The disk of " + path + " cannot be asked for its room (" + DurableFiles.reason(e)
                            + "): give access to it.",
                    e);
        }
    }

    /**
     * The plan. Threads that nobody chose are this machine's cores, divided among the trials at once.
     *
     * @param slots trials at once that were asked for
     * @throws DqnException if they do not fit on this machine's disk, or into its memory
     */
    Plan make(SweepConfig config, Planner planner, OptionalInt slots) {
        List<RunNeeds> needs = new SweepNeeds().of(planner.configs());
        OptionalInt asked = slots.isPresent() ? slots : config.slots();
        asked.ifPresent(many -> fit.requireMemory(needs, many));
        int atOnce = asked.orElseGet(() -> fit.slots(needs, planner.trialCount()));
        fit.requireDisk(needs, config.seeds().size(), config.halving());
        int threads = config.threads().orElse(Math.max(1, fit.cores() / atOnce));
        return planner.plan(threads);
    }

    /**
     * Trials at once on this machine: as many as were asked for, else as cores and memory allow.
     *
     * @throws DqnException if so many do not fit
     */
    int slots(Plan plan, OptionalInt asked) {
        List<RunNeeds> needs = new SweepNeeds().of(folder.configs(plan));
        if (asked.isPresent() || plan.slots() > 0) {
            int slots = asked.orElse(plan.slots());
            fit.requireMemory(needs, slots);
            return slots;
        }
        int trials = plan.trials().size();
        return Math.max(1, Math.min(fit.slots(needs, trials), Math.max(1, fit.cores() / plan.threads())));
    }
}
