package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a plain cartridge, one with memory of its own, and the one with a display processor. */
class CarryoverTest {
    private static final int DPC_COUNTER = 2 * 625 * Integer.BYTES + Emulator.RAM_BYTES + 16 * Integer.BYTES;

    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "breakout", "elevator_action", "pitfall2"})
    void isAllThatOneSnapshotHasOfAnother(String game) throws IOException {
        try (Emulator emulator = emulator(game)) {
            byte[] fresh = emulator.snapshot();
            assertThat(Carryover.of(fresh).into(fresh)).isEqualTo(fresh);
            play(emulator, 300);
            byte[] played = emulator.snapshot();
            assertThat(Carryover.of(played).into(played)).isEqualTo(played);
            Carryover carried = Carryover.of(played);
            Carryover again = Carryover.of(carried.into(fresh));
            assertThat(saved(again)).isEqualTo(saved(carried)).isNotEqualTo(saved(Carryover.of(fresh)));
            assertThat(saved(loaded(saved(carried), again))).isEqualTo(saved(carried));
        }
    }

    /** The reset settles all else: so does the snapshot that it is followed by. */
    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "breakout", "elevator_action", "pitfall2"})
    void decidesAloneHowTheNextGameBegins(String game) throws IOException {
        try (Emulator emulator = emulator(game)) {
            play(emulator, 500);
            byte[] played = emulator.snapshot();
            emulator.reset();
            byte[] begun = emulator.snapshot();
            emulator.restart();
            emulator.restore(Carryover.of(played).into(emulator.snapshot()));
            emulator.reset();
            assertThat(saved(Carryover.of(emulator.snapshot()))).isEqualTo(saved(Carryover.of(begun)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "pitfall2")
    void refusesACounterThatPointsBehindItsPictures(String game) throws IOException {
        try (Emulator emulator = emulator(game)) {
            Carryover like = Carryover.of(emulator.snapshot());
            byte[] forged = saved(like);
            ByteBuffer.wrap(forged).putInt(DPC_COUNTER, 0x7FF);
            loaded(forged, like);
            ByteBuffer.wrap(forged).putInt(DPC_COUNTER, 0x800);
            assertThatThrownBy(() -> loaded(forged, like)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"open_invaders", "breakout"})
    void refusesAPositionBehindTheRandomNumbers(String game) throws IOException {
        try (Emulator emulator = emulator(game)) {
            Carryover like = Carryover.of(emulator.snapshot());
            byte[] forged = saved(like);
            ByteBuffer.wrap(forged).putInt(624 * Integer.BYTES, 625);
            assertThatThrownBy(() -> loaded(forged, like)).isInstanceOf(IOException.class);
        }
    }

    private static Emulator emulator(String game) {
        return new Emulator(Roms.of(game), 1, 0.25);
    }

    private static void play(Emulator emulator, int frames) {
        RandomStream random = new RandomStream(1, "play");
        for (int i = 0; i < frames && !emulator.gameOver(); i++) {
            emulator.act(random.nextInt(18));
        }
    }

    private static byte[] saved(Carryover carryover) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        carryover.save(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static Carryover loaded(byte[] bytes, Carryover like) throws IOException {
        return Carryover.load(new DataInputStream(new ByteArrayInputStream(bytes)), like);
    }
}
