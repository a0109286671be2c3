package dqn.cli;

import dqn.agent.ActionValues;
import dqn.agent.Actor;
import dqn.core.FrameSpec;
import dqn.core.RandomStream;
import dqn.live.Screen;
import dqn.live.ScreenSlot;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import dqn.training.StepObserver;
import dqn.training.TrainingRun;

/**
 * Shows the game of a training's first environment, a few times a second while somebody watches, with what the network
 * says of it. It asks the network once more for that, with a random stream of its own, so the run stays the same.
 */
final class AgentScreen implements StepObserver {
    private final TrainingRun run;
    private final ScreenSlot slot;
    private final ObservedEnvironment game;
    private final Actor viewer;

    /** Of a run with this configuration. */
    AgentScreen(RunConfig config, TrainingRun run, ScreenSlot slot) {
        this.run = run;
        this.slot = slot;
        game = run.environments().get(0);
        viewer = new Actor(
                run.acting(), ActionValues.of(config.agent()), new RandomStream(config.seed(), "live page"), 0);
    }

    @Override
    public void atBoundary() {
        if (slot.isDue()) {
            slot.show(now());
        }
    }

    private Screen now() {
        FrameSpec shape = game.pictureSpec();
        byte[] rgb = new byte[shape.size()];
        game.picture(rgb);
        viewer.act(game.stack());
        float[] values = viewer.values().orElseThrow().clone();
        return new Screen(
                rgb,
                shape.height(),
                shape.width(),
                game.actions(),
                values,
                run.loop().gameScore(0),
                run.counters().frameCount);
    }
}
