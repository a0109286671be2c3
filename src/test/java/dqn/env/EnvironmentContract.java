package dqn.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.core.TimeStep.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What every environment keeps to; a test of an environment inherits it. */
public abstract class EnvironmentContract {
    /** Steps in which the environment under test, played at random, ends an episode. */
    protected abstract int stepsToAnEnd();

    /** A new environment; two of the same seed are the same. */
    protected abstract Environment create(long seed);

    /** All that can be seen of one step. */
    private record Seen(TimeStep step, int lives, int frames, long picture) {}

    @Test
    void anEpisodeBeginsWithFirstAndEndsWithLast() {
        try (Environment environment = create(1)) {
            List<Seen> seen = play(environment, stepsToAnEnd());
            assertThat(seen.get(0).step()).isEqualTo(TimeStep.first());
            for (int i = 1; i < seen.size(); i++) {
                boolean begins = seen.get(i - 1).step().isLast();
                assertThat(seen.get(i).step().kind() == Kind.FIRST)
                        .as("step " + i)
                        .isEqualTo(begins);
            }
            assertThat(seen)
                    .as("the game is long enough to end")
                    .anyMatch(s -> s.step().isLast());
        }
    }

    @Test
    void refusesAStepBeforeTheFirstReset() {
        try (Environment environment = create(1)) {
            assertThatThrownBy(() -> environment.step(0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAStepAfterLast() {
        try (Environment environment = create(1)) {
            environment.reset();
            playToLast(environment);
            assertThatThrownBy(() -> environment.step(0)).isInstanceOf(IllegalStateException.class);
            assertThat(environment.reset()).isEqualTo(TimeStep.first());
        }
    }

    @Test
    void refusesAnActionThatItDoesNotHave() {
        try (Environment environment = create(1)) {
            environment.reset();
            assertThatThrownBy(() -> environment.step(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> environment.step(environment.actions().size()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void playsTheSameGamesFromTheSameSeed() {
        try (Environment one = create(5);
                Environment other = create(5)) {
            assertThat(play(one, stepsToAnEnd())).isEqualTo(play(other, stepsToAnEnd()));
        }
    }

    @Test
    void lookingChangesNothing() {
        try (Environment watched = create(3);
                Environment unwatched = create(3)) {
            RandomStream actions = new RandomStream(3, "actions");
            TimeStep step = both(watched.reset(), unwatched.reset());
            for (int i = 0; i < stepsToAnEnd(); i++) {
                assertThat(picture(watched)).isEqualTo(picture(watched));
                int action = actions.nextInt(watched.actions().size());
                step = step.isLast()
                        ? both(watched.reset(), unwatched.reset())
                        : both(watched.step(action), unwatched.step(action));
            }
            assertThat(picture(watched)).isEqualTo(picture(unwatched));
        }
    }

    private static TimeStep both(TimeStep one, TimeStep other) {
        assertThat(one).isEqualTo(other);
        return one;
    }

    @Test
    void writesItsFramesAndNothingBesides() {
        try (Environment environment = create(1)) {
            environment.reset();
            int size = environment.frameSpec().size();
            byte[] zeros = new byte[size + 7];
            byte[] ones = new byte[size + 7];
            Arrays.fill(ones, (byte) 1);
            environment.observe(zeros, 3);
            environment.observe(ones, 3);
            for (int i = 0; i < size + 7; i++) {
                boolean outside = i < 3 || i >= size + 3;
                assertThat(ones[i] - zeros[i]).as("byte " + i).isEqualTo(outside ? 1 : 0);
            }
        }
    }

    @Test
    void goesOnFromASavedStateAsIfNothingHadHappened() throws IOException {
        int steps = stepsToAnEnd();
        for (int before : new int[] {0, 1, steps / 3, steps}) {
            try (Environment original = create(9);
                    Environment fresh = create(9);
                    Environment used = create(9)) {
                List<Seen> past = play(original, before);
                boolean running = before > 0 && !past.get(before - 1).step().isLast();
                play(used, steps / 2);
                byte[] state = save(original);
                List<Seen> expected = play(original, running, steps);
                load(fresh, state);
                assertThat(play(fresh, running, steps)).isEqualTo(expected);
                load(used, state);
                assertThat(play(used, running, steps)).isEqualTo(expected);
            }
        }
    }

    @Test
    void remembersThatTheEpisodeHasEnded() throws IOException {
        try (Environment original = create(2);
                Environment restored = create(2)) {
            original.reset();
            playToLast(original);
            load(restored, save(original));
            assertThat(picture(restored)).isEqualTo(picture(original));
            assertThatThrownBy(() -> original.step(0)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> restored.step(0)).isInstanceOf(IllegalStateException.class);
            assertThat(play(restored, 50)).isEqualTo(play(original, 50));
        }
    }

    @Test
    void savesTheSameStateTwice() throws IOException {
        try (Environment environment = create(2)) {
            play(environment, 10);
            assertThat(save(environment)).isEqualTo(save(environment));
        }
    }

    @Test
    void closesTwice() {
        Environment environment = create(1);
        environment.reset();
        environment.close();
        environment.close();
    }

    private static byte[] save(Environment environment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        environment.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void load(Environment environment, byte[] state) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(state));
        environment.load(in);
        assertThat(in.read()).as("nothing is left unread").isEqualTo(-1);
    }

    /** Plays a new environment at random, with a reset after each LAST. */
    private static List<Seen> play(Environment environment, int steps) {
        return play(environment, false, steps);
    }

    private static List<Seen> play(Environment environment, boolean running, int steps) {
        RandomStream actions = new RandomStream(11, "actions");
        List<Seen> seen = new ArrayList<>();
        boolean goesOn = running;
        for (int i = 0; i < steps; i++) {
            int action = actions.nextInt(environment.actions().size());
            TimeStep step = goesOn ? environment.step(action) : environment.reset();
            goesOn = !step.isLast();
            seen.add(new Seen(step, environment.lives(), environment.episodeFrames(), checksum(environment)));
        }
        return seen;
    }

    private void playToLast(Environment environment) {
        RandomStream actions = new RandomStream(12, "actions");
        for (int i = 0; i < 10 * stepsToAnEnd(); i++) {
            if (environment.step(actions.nextInt(environment.actions().size())).isLast()) {
                return;
            }
        }
        throw new AssertionError("no game ends in " + 10 * stepsToAnEnd() + " steps");
    }

    private static byte[] picture(Environment environment) {
        byte[] picture = new byte[environment.frameSpec().size()];
        environment.observe(picture, 0);
        return picture;
    }

    private static long checksum(Environment environment) {
        CRC32 crc = new CRC32();
        crc.update(picture(environment));
        return crc.getValue();
    }
}
