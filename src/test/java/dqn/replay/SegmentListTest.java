package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Frames of one byte, two to a segment. */
class SegmentListTest {
    private final SegmentList segments = new SegmentList(2, new RawCodec(1));
    private final Set<Segment> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long end;

    /** Appends so many frames, and keeps the newest four. */
    private void append(int count) {
        for (int i = 0; i < count; i++) {
            segments.append(end, new byte[] {(byte) end}, new byte[1]);
            seen.add(segments.find(end));
            end++;
            segments.forget(end - 4);
        }
    }

    @Test
    void usesWhatIsForgottenAgain() {
        append(100);
        assertThat(seen).hasSize(3);
    }

    @Test
    void usesWhatWasPinnedAgainOnceItIsReleased() {
        append(6);
        List<Segment.Pin> pins = segments.pin();
        Set<Segment> pinned = Collections.newSetFromMap(new IdentityHashMap<>());
        for (long group = end - 4; group < end; group++) {
            pinned.add(segments.find(group));
        }
        append(20);
        List<Segment> live = new ArrayList<>();
        for (long group = end - 4; group < end; group++) {
            live.add(segments.find(group));
        }
        assertThat(live).doesNotContainAnyElementsOf(pinned);
        int most = seen.size();
        pins.forEach(Segment.Pin::release);
        append(100);
        assertThat(seen).hasSize(most);
    }
}
