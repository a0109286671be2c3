package dqn.cli;

import dqn.agent.Policy;
import dqn.core.TimeStep;
import dqn.env.Environment;
import dqn.render.RenderedFrame;
import dqn.render.Renderer;
import dqn.training.ObservedEnvironment;
import java.util.List;

/** Plays games frame by frame before a person's eyes. */
final class Show {
    /** Told of every game that has ended. */
    @FunctionalInterface
    interface Listener {
        void gameEnded(int episode, double score);
    }

    private static final float[] NO_VALUES = {};

    private final Renderer renderer;
    private byte[] picture = {};
    private List<String> actions = List.of();
    private int action = RenderedFrame.NO_ACTION;
    private float[] values = NO_VALUES;
    private double score;
    private int episode;
    private long step;

    Show(Renderer renderer) {
        this.renderer = renderer;
    }

    /** Shows one emulator frame. */
    void frame(Environment emulator) {
        int size = emulator.pictureSpec().size();
        picture = picture.length == size ? picture : new byte[size];
        emulator.picture(picture);
        renderer.show(new RenderedFrame(
                picture,
                emulator.pictureSpec().height(),
                emulator.pictureSpec().width(),
                action,
                actions,
                values,
                score,
                episode,
                step));
    }

    /** Plays until all games have ended or nobody looks any more. */
    void play(ObservedEnvironment environment, Policy policy, int episodes, Listener listener) {
        actions = environment.actions();
        for (episode = 1; episode <= episodes && renderer.isOpen(); episode++) {
            if (playGame(environment, policy)) {
                listener.gameEnded(episode, score);
            }
        }
    }

    private boolean playGame(ObservedEnvironment environment, Policy policy) {
        action = RenderedFrame.NO_ACTION;
        values = NO_VALUES;
        score = 0;
        step = 0;
        TimeStep at = environment.reset();
        while (!at.gameOver() && renderer.isOpen()) {
            action = policy.act(environment.stack());
            values = policy.values().orElse(NO_VALUES);
            step++;
            at = environment.step(action);
            score += at.reward();
        }
        return at.gameOver();
    }
}
