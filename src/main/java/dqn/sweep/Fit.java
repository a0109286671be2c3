package dqn.sweep;

import dqn.core.Bytes;
import dqn.core.DqnException;
import dqn.training.RunNeeds;
import java.util.List;

/**
 * Whether a sweep fits on a machine, and how much of it at once.
 *
 * @param memory bytes free
 * @param disk bytes free where the sweep is written
 * @param cores that may be used
 */
public record Fit(long memory, long disk, int cores) {
    /**
     * Trials that can run at once: one a core, and as many as the memory holds of the largest.
     *
     * @throws DqnException if not even one can
     */
    public int slots(List<RunNeeds> needs, long trials) {
        return (int) Math.min(Math.min(room(needs), cores), trials);
    }

    /** As many as the memory holds of the largest. */
    private long room(List<RunNeeds> needs) {
        double largest = largest(needs);
        long room = (long) (Bytes.usable(memory) / largest);
        if (room == 0) {
            throw new DqnException(
                    "A trial of this sweep may need " + Bytes.amount(largest) + " of memory, and may take "
                            + Bytes.amount(Bytes.usable(memory)) + " of the " + Bytes.amount(memory)
                            + " that are free: set a smaller replay.capacity or agent.update.batch, or a smaller network.");
        }
        return room;
    }

    /**
     * Makes sure that so many trials at once find the memory that they need.
     *
     * @throws DqnException if not
     */
    public void requireMemory(List<RunNeeds> needs, int slots) {
        double all = largest(needs) * slots;
        if (all > Bytes.usable(memory)) {
            throw new DqnException(slots + " trials at once may need " + Bytes.amount(all) + " of memory, and may take "
                    + Bytes.amount(Bytes.usable(memory)) + " of the " + Bytes.amount(memory)
                    + " that are free: set slots (or --slots) to at most " + room(needs)
                    + ", or a smaller replay.capacity.");
        }
    }

    /**
     * Makes sure that there is room for the run directories, which all stay.
     *
     * @param needs of each game and settings
     * @param seeds trials of each
     * @throws DqnException if not
     */
    public void requireDisk(List<RunNeeds> needs, int seeds, Halving halving) {
        double all = 0;
        for (RunNeeds one : needs) {
            all += seeds * disk(one, halving);
        }
        if (all > Bytes.usable(disk)) {
            throw new DqnException("The run directories of this sweep may need " + Bytes.amount(all)
                    + " on the disk, and may take " + Bytes.amount(Bytes.usable(disk)) + " of the " + Bytes.amount(disk)
                    + " that are free there: choose another --out, or set a smaller replay.capacity.");
        }
    }

    /** Of a trial, on average: of those that come to a rung, 1/eta go on from there. */
    private static double disk(RunNeeds needs, Halving halving) {
        double disk = 0;
        double before = 0;
        for (int rung = 0; rung < halving.rungs(); rung++) {
            double here = needs.disk(Math.pow(halving.eta(), rung + 1 - halving.rungs()));
            disk += (here - before) / Math.pow(halving.eta(), rung);
            before = here;
        }
        return disk;
    }

    private static double largest(List<RunNeeds> needs) {
        return needs.stream().mapToDouble(RunNeeds::memory).max().orElse(0);
    }
}
