package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.Frozen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransitionLogTest {
    private static TransitionLog log(int steps) {
        TransitionLog log = new TransitionLog(2_000, 1, 1);
        log.beginEpisode();
        for (int step = 1; step <= steps; step++) {
            log.append(step % 5, step, 0.5f, false);
        }
        return log;
    }

    private static byte[] bytes(TransitionLog log) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        log.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static void load(byte[] bytes) throws IOException {
        new TransitionLog(2_000, 1, 1).load(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    /** Where a chunk of 1,024 ends: that an episode was left unfinished is noted behind and before. */
    @ParameterizedTest
    @ValueSource(ints = {1_021, 1_022, 1_023, 1_024, 1_025, 1_026})
    void whatIsFrozenStaysThoughItsEpisodeEndsAfterwards(int steps) throws IOException {
        TransitionLog log = log(steps);
        byte[] before = bytes(log);
        Frozen frozen = log.freeze();
        log.beginEpisode();
        log.append(3, 7, 0.5f, false);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        frozen.writeTo(new DataOutputStream(written));

        assertThat(written.toByteArray()).isEqualTo(before);
        assertThat(bytes(log)).isNotEqualTo(before);
    }

    /** They would become targets. */
    @ParameterizedTest
    @CsvSource({"NaN, 0.5, no number", "1, NaN, of NaN", "1, 1.5, of 1.5", "1, -0.5, of -0.5"})
    void refusesNumbersThatNoRunComesTo(float reward, float discount, String reason) throws IOException {
        TransitionLog log = log(1);
        log.append(0, reward, discount, false);
        log.append(0, 1, 0.25f, false); // so that each has a discount of its own
        byte[] forged = bytes(log);

        assertThatThrownBy(() -> load(forged)).isInstanceOf(IOException.class).hasMessageContaining(reason);
    }

    /** Before any discount is known, and where there are several. */
    @Test
    void goesOnAsIfItHadNotBeenLoaded() throws IOException {
        float[] discounts = {0, 0, 0.5f, 0.25f, 0, 0.5f};
        for (int steps = 0; steps < 60; steps++) {
            TransitionLog log = new TransitionLog(2_000, 1, 1);
            TransitionLog loaded = new TransitionLog(2_000, 1, 1);
            for (int step = 0; step < 60; step++) {
                if (step == steps) {
                    loaded.load(new DataInputStream(new ByteArrayInputStream(bytes(log))));
                }
                for (TransitionLog one : step < steps ? List.of(log) : List.of(log, loaded)) {
                    if (step % 7 == 0) {
                        one.beginEpisode();
                    } else {
                        one.append(step % 5, step, discounts[step % 6], step % 7 == 6);
                    }
                }
            }
            assertThat(bytes(loaded)).isEqualTo(bytes(log));
        }
    }

    /** Nothing could follow there. */
    @Test
    void refusesAnEpisodeWithoutABeginning() throws IOException {
        byte[] empty = bytes(new TransitionLog(2_000, 1, 1));
        load(empty);
        assertThatThrownBy(() -> load(withEpisode(empty))).hasMessageContaining("do not fit together");
    }

    /** The same with another word for whether it is within an episode, and the checksum for it. */
    private static byte[] withEpisode(byte[] empty) {
        byte[] forged = empty.clone();
        int flag = 4 * Long.BYTES;
        forged[flag] = 1;
        CRC32C crc = new CRC32C();
        crc.update(forged, 0, flag + 1);
        ByteBuffer.wrap(forged).putInt(flag + 1, (int) crc.getValue());
        return forged;
    }
}
