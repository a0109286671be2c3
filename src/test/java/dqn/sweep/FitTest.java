package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.DqnException;
import dqn.training.RunNeeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final long MB = 1_000_000;
    /** 400 MB and a replay of 1,000,000 transitions of 300 bytes; on the disk 80 MB, 8 bytes a step and 1.5 replays. */
    private static final RunNeeds NEEDS = new RunNeeds(400e6, 80e6, 1.5, 300, 1e6, Double.MAX_VALUE, 2.5e6, 2.5e6);

    private static Fit fit(long memory, long disk) {
        return new Fit(memory * MB, disk * MB, 4);
    }

    @Test
    void startsAsManyAsCoresMemoryAndTrialsAllow() {
        assertThat(fit(16_000, 0).slots(List.of(NEEDS), 100)).isEqualTo(4);
        assertThat(fit(16_000, 0).slots(List.of(NEEDS), 3)).isEqualTo(3);
        assertThat(fit(1_600, 0).slots(List.of(NEEDS), 100)).isEqualTo(2); // 7/8 of 1600 MB, 700 MB each
    }

    @Test
    void saysThatNotOneFits() {
        assertThatThrownBy(() -> fit(700, 0).slots(List.of(NEEDS), 1))
                .isInstanceOf(DqnException.class)
                .hasMessage(
                        "A trial of this sweep may need 700.0 MB of memory, and may take 612.5 MB of the 700.0 MB that are"
                                + " free: set a smaller replay.capacity or agent.update.batch, or a smaller network.");
        assertThatThrownBy(() -> fit(1_600, 0).requireMemory(List.of(NEEDS), 3))
                .isInstanceOf(DqnException.class)
                .hasMessage("3 trials at once may need 2.1 GB of memory, and may take 1.4 GB of the 1.6 GB that are"
                        + " free: set slots (or --slots) to at most 2, or a smaller replay.capacity.");
        assertThatThrownBy(() -> fit(5_600, 0).requireMemory(List.of(NEEDS), 8))
                .hasMessageContaining("set slots (or --slots) to at most 7,"); // of cores there may be fewer
    }

    @Test
    void saysThatTheDiskIsTooSmall() {
        fit(0, 3_200).requireDisk(List.of(NEEDS), 5, Halving.NONE); // 5 of 550 MB
        assertThatThrownBy(() -> fit(0, 3_000).requireDisk(List.of(NEEDS), 5, Halving.NONE))
                .isInstanceOf(DqnException.class)
                .hasMessage("The run directories of this sweep may need 2.8 GB on the disk, and may take 2.6 GB of the"
                        + " 3.0 GB that are free there: choose another --out, or set a smaller replay.capacity.");
    }

    /** At the first of three rungs a ninth of 2,500,000 transitions, 83 MB of replay; a third of the trials goes on. */
    @Test
    void countsThatTrialsAreStoppedEarly() {
        double first = 80 + 2.5e6 / 9 * (300 + 8) / 1e6;
        double second = 80 + 2.5e6 / 3 * (300 + 8) / 1e6;
        double all = first + (second - first) / 3 + (550 - second) / 9;
        long enough = (long) (10 * all * 8 / 7) + 1;

        fit(0, enough).requireDisk(List.of(NEEDS), 10, new Halving(3, 3));
        assertThatThrownBy(() -> fit(0, enough - 2).requireDisk(List.of(NEEDS), 10, new Halving(3, 3)))
                .isInstanceOf(DqnException.class);
    }
}
