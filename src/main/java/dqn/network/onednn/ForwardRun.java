package dqn.network.onednn;

import java.util.List;

/** A forward pass, with the parameters and the batch that it is run with. */
record ForwardRun(ForwardPass pass, Parameters parameters, byte[] observations, float[] outputs) {
    /** One member's part of several runs of networks of one shape, for a batch of one size, which wait together. */
    static void runAll(List<ForwardRun> runs, int member, Team team) {
        for (int segment = 0; segment < runs.get(0).pass.segmentCount(); segment++) {
            if (segment > 0) {
                team.await();
            }
            for (ForwardRun run : runs) {
                run.pass.run(member, segment, run.observations, run.parameters.current());
            }
        }
        for (ForwardRun run : runs) {
            run.pass.readOutputs(member, run.outputs);
        }
    }
}
