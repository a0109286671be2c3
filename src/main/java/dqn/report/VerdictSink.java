package dqn.report;

import dqn.metrics.EpisodeMetrics;
import dqn.metrics.MetricSink;
import dqn.metrics.Opening;
import dqn.metrics.ProgressMetrics;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says on the log, at each million frames and at the end, where a training stands beside the published DQN. */
public final class VerdictSink implements MetricSink {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictSink.class);
    /** Agent steps within which nothing is said twice: a run rarely ends at the very step that completes a million frames. */
    private static final long LATELY = MillionFrames.AGENT_STEPS / 10;

    private final PublishedProtocol protocol;
    private final MillionFrames millions = new MillionFrames();
    private boolean beginningMissed;
    private long heard;
    private long told;

    /** For a run that begins, or goes on from a checkpoint, which may be from before there was this sink. */
    public VerdictSink(PublishedProtocol protocol, Opening opening) {
        this.protocol = protocol;
        beginningMissed = opening == Opening.RESUME;
    }

    @Override
    public void onSteps(long frameCount, long agentStepCount) {
        if (beginningMissed) {
            millions.missUntil(agentStepCount);
            beginningMissed = false;
        }
    }

    @Override
    public void onEpisode(EpisodeMetrics episode) {
        onSteps(episode.frameCount(), episode.agentStepCount());
        millions.add(episode.agentStepCount(), episode.score());
    }

    @Override
    public void onProgress(ProgressMetrics progress) {
        onSteps(progress.frameCount(), progress.agentStepCount());
        heard = progress.agentStepCount();
        if (heard % MillionFrames.AGENT_STEPS == 0) {
            tell(protocol.verdict(millions, (int) (heard / MillionFrames.AGENT_STEPS)));
        }
    }

    private void tell(Optional<Verdict> verdict) {
        verdict.ifPresent(standing -> {
            LOG.info("{}", standing);
            told = heard;
        });
    }

    @Override
    public void save(DataOutput out) throws IOException {
        millions.save(out);
    }

    @Override
    public void load(DataInput in) throws IOException {
        millions.load(in);
        told = millions.whole() * MillionFrames.AGENT_STEPS;
        beginningMissed = false;
    }

    @Override
    public void close() {
        if (heard - told >= LATELY) {
            tell(protocol.verdict(millions));
        }
    }
}
