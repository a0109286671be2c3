package dqn.cli;

import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.render.RenderedFrame;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Two players at the same game with the same seed, frame by frame. Whose game ends first waits, with its last picture, for
 * the other.
 */
final class SideBySide implements AutoCloseable {
    /** Told of every pair of games that has ended. */
    @FunctionalInterface
    interface Listener {
        void gamesEnded(int episode, double left, double right);
    }

    /** One of the two. An agent step makes several frames, of which the pictures take one at a time. */
    private static final class Half implements AutoCloseable {
        private final Queue<RenderedFrame> frames = new ArrayDeque<>();
        private final Show show = new Show(frame -> frames.add(frame.copy()));
        private final Seat seat;
        private TimeStep at;
        private RenderedFrame newest;

        Half(Player player, Optional<Path> rom, long seed) {
            seat = Seat.of(player, rom, new RandomStream(seed, "play"), show);
        }

        void begin() {
            at = seat.environment().reset();
        }

        RenderedFrame next() {
            if (frames.isEmpty() && !at.gameOver()) {
                at = seat.environment()
                        .step(seat.policy().act(seat.environment().stack()));
            }
            newest = frames.isEmpty() ? newest : frames.remove();
            return newest;
        }

        boolean isOver() {
            return at.gameOver() && frames.isEmpty();
        }

        @Override
        public void close() {
            seat.close();
        }
    }

    private final Half left;
    private final Half right;

    /** Both get the same chances of the game and of their own. */
    SideBySide(Player left, Player right, Optional<Path> rom, long seed) {
        this.left = new Half(left, rom, seed);
        try {
            this.right = new Half(right, rom, seed);
        } catch (RuntimeException e) {
            this.left.close();
            throw e;
        }
    }

    /** Plays until all games have ended or the recording is stopped. */
    void play(int episodes, Recording recording, Listener listener) {
        for (int episode = 1; episode <= episodes && recording.isOpen(); episode++) {
            left.begin();
            right.begin();
            while (recording.isOpen() && !(left.isOver() && right.isOver())) {
                recording.show(List.of(left.next(), right.next()));
            }
            if (left.isOver() && right.isOver()) {
                listener.gamesEnded(episode, left.show.score(), right.show.score());
            }
        }
    }

    @Override
    public void close() {
        left.close();
        right.close();
    }
}
