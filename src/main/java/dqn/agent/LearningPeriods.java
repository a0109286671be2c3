package dqn.agent;

import dqn.agent.AgentConfig.Unit;
import dqn.agent.AgentConfig.UpdateConfig;
import dqn.core.Checkpointable;
import dqn.core.SavedState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * When an agent learns. A period lies between two points where learning may be due. One after the other:
 *
 * <pre>
 *   act k | update k | act k+1 | update k+1 | ...
 * </pre>
 *
 * As a pipeline update k runs while period k+1 is acted:
 *
 * <pre>
 *   act k | act k+1  | act k+2    | ...
 *         | update k | update k+1 | ...
 * </pre>
 *
 * Period k+1 is acted by the weights from before update k, and update k draws from what was stored before period k+1
 * began; what that period lives through is kept back until the update is done. Copies of the target network fall between
 * periods. So it does not matter how fast which side is, nor whether they really overlap.
 */
public final class LearningPeriods implements Checkpointable {
    private final UpdateConfig config;
    private final boolean pipelined;
    private final Updates updates;
    private final TargetNetwork target;
    private final Experience keptBack;
    private final Counters counters;
    /** Updates that can come due in one period: several environments may take its last step at once. */
    private final long mostDue;

    /** Updates that came due at the end of the last period, which run beside this one. */
    private int due;
    /** Updates that have come due in this period. */
    private int coming;

    private boolean periodOver;
    private boolean renewalDue;
    private boolean settled = true;

    /**
     * Before the first period.
     *
     * @param keptBack what happens beside an update, handed on behind it
     */
    LearningPeriods(
            UpdateConfig config,
            boolean pipelined,
            int environments,
            Updates updates,
            TargetNetwork target,
            Experience keptBack,
            Counters counters) {
        this.config = config;
        this.pipelined = pipelined;
        this.updates = updates;
        this.target = target;
        this.keptBack = keptBack;
        this.counters = counters;
        this.mostDue = pipelined ? Math.multiplyExact(config.count(), 1L + environments) : 0;
    }

    /** To be called when a count of this unit has gone up by one: of episodes and iterations by the loop. */
    public void counted(Unit unit) {
        if (config.unit() == unit && counters.get(unit) % config.every() == 0) {
            periodOver = true;
            if (due == 0 && !updates.isLearning()) { // a due update computes with what was drawn, and draws the next
                updates.drawNoise();
            }
            int count = updates.isLearning() ? config.count() : 0;
            if (pipelined) {
                coming += count;
            } else {
                updates.make(count);
            }
        }
        renewalDue |= target.isDue(unit, counters);
        if (!pipelined) {
            renewIfDue();
        }
    }

    /** Whether this period has come to its end. */
    public boolean isPeriodOver() {
        return periodOver;
    }

    /** Whether an update waits that may run beside the acting of this period. */
    public boolean isUpdateDue() {
        return due > 0;
    }

    /** Acts to the end of the period, and beside it makes the update that is due. */
    public void learnWhile(Runnable alongside) {
        updates.makeBeside(alongside);
        due--;
        settle();
    }

    /** To be called after acting: at a period's end the pipeline learns and remembers what it has kept back. */
    public void settle() {
        settled = periodOver || !pipelined;
        if (pipelined && periodOver) {
            updates.make(due);
            due = coming;
            coming = 0;
            keptBack.flush();
            renewIfDue();
        }
        periodOver &= !settled;
    }

    private void renewIfDue() {
        if (renewalDue) {
            target.renew();
            renewalDue = false;
        }
    }

    /** Whether nothing is kept back any more, but for an update that is due beside the next period. */
    public boolean isSettled() {
        return settled;
    }

    /** Whether what is due can be done with what is in the replay; not so if their saved states are not of one run. */
    public boolean canGoOn() {
        return due == 0 || updates.canDraw();
    }

    private int loadDue(DataInput in) throws IOException {
        return SavedState.within(in, (int) Math.min(mostDue, Integer.MAX_VALUE), "updates due");
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(due);
        out.writeInt(coming);
        out.writeBoolean(periodOver);
        out.writeBoolean(renewalDue);
        out.writeBoolean(settled);
    }

    @Override
    public void load(DataInput in) throws IOException {
        due = loadDue(in);
        coming = loadDue(in);
        periodOver = in.readBoolean();
        renewalDue = in.readBoolean();
        settled = in.readBoolean();
    }
}
