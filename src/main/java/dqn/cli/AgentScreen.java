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
 * said when it chose the newest action. Where chance chose, the network is asked once more, about what is seen now, with a
 * random stream of its own, so the run stays the same.
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
        return new Screen(
                rgb,
                shape.height(),
                shape.width(),
                game.actions(),
                run.loop().lastValues(0).orElseGet(this::asked),
                run.loop().gameScore(0),
                run.counters().frameCount);
    }

    private float[] asked() {
        viewer.act(game.stack());
        return viewer.values().orElseThrow().clone();
    }
}
