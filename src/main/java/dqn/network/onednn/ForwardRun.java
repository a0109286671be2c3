package dqn.network.onednn;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A forward pass, with the batch that it is run with, once. */
record ForwardRun(ForwardPass pass, byte[] observations, float[] outputs, AtomicInteger chunksTaken) {
    ForwardRun(ForwardPass pass, byte[] observations, float[] outputs) {
        this(pass, observations, outputs, new AtomicInteger());
    }

    /** One member's part of several runs of networks of one shape, for a batch of one size, which wait together. */
    static void runAll(List<ForwardRun> runs, int member, Team team) {
        for (ForwardRun run : runs) {
            run.takeChunks();
        }
        for (int segment = 0; segment < runs.get(0).pass.segmentCount(); segment++) {
            team.await();
            for (ForwardRun run : runs) {
                run.pass.runSegment(member, segment);
            }
        }
        for (ForwardRun run : runs) {
            run.pass.readOutputs(member, run.outputs);
        }
    }

    /** All of it, of a pass for one member. */
    void runAlone() {
        takeChunks();
        pass.runSegment(0, 0);
        pass.readOutputs(0, outputs);
    }

    private void takeChunks() {
        for (int next = chunksTaken.getAndIncrement(); next < pass.chunkCount(); next = chunksTaken.getAndIncrement()) {
            pass.runChunk(next, observations);
        }
    }
}
