package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.RandomStream;
import dqn.env.EnvironmentConfig.ActionSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Games of Open Invaders in the real emulator. */
class OpenInvadersTest {
    private static final Path ROM = Path.of("roms/open_invaders/open_invaders.bin");
    private static final int ACTION_FRAMES = 4;
    private static final int TWO_MINUTES = 2 * 60 * 60;

    private final Emulator emulator = new Emulator(ROM, 1, 0);
    private final int[] codes = emulator.actions(ActionSet.MINIMAL);
    private final byte[] memory = new byte[Emulator.RAM_BYTES];

    /** What came of a game. */
    private record Game(int score, int frames, int wave, List<Integer> lives, List<Integer> scanlines) {}

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void scoresWhatIsShot() {
        look();
        assertThat(at(OpenInvadersPlayer.SCORE_LOW)).isZero();
        int alive = at(OpenInvadersPlayer.ALIVE_COUNT);
        int reward = 0;
        for (int frame = 0; frame < 200 && reward == 0; frame++) {
            reward = act(OpenInvadersPlayer.FIRE);
        }
        assertThat(reward).isEqualTo(10);
        assertThat(at(OpenInvadersPlayer.SCORE_LOW)).isEqualTo(0x10);
        assertThat(at(OpenInvadersPlayer.ALIVE_COUNT)).isEqualTo(alive - 1);
        assertThat(at(OpenInvadersPlayer.BLAST_TIMER)).isPositive();
    }

    @Test
    void whoDoesNothingLosesThreeLivesOneByOne() {
        Game game = play(() -> OpenInvadersPlayer.NOOP);

        assertThat(game.lives()).containsExactly(3, 2, 1, 0);
        assertThat(game.score()).isZero();
        assertThat(game.frames()).isLessThan(TWO_MINUTES);
    }

    @Test
    void endsOnceAndBeginsAnew() {
        long beginning = checksum();
        Game first = play(randomActions(1));
        assertThat(emulator.act(codes[OpenInvadersPlayer.FIRE])).isZero();
        assertThat(emulator.gameOver()).isTrue();

        emulator.reset();

        assertThat(emulator.gameOver()).isFalse();
        assertThat(emulator.lives()).isEqualTo(3);
        assertThat(checksum()).isEqualTo(beginning);
        assertThat(play(randomActions(1))).isEqualTo(first);
    }

    @Test
    void sameActionsShowTheSame() {
        try (Emulator other = new Emulator(ROM, 2, 0)) {
            IntSupplier actions = randomActions(3);
            byte[] screen = new byte[emulator.height() * emulator.width()];
            byte[] otherScreen = screen.clone();
            while (!emulator.gameOver()) {
                int code = codes[actions.getAsInt()];
                assertThat(other.act(code)).isEqualTo(emulator.act(code));
                emulator.screen(screen, 0, screen.length);
                other.screen(otherScreen, 0, screen.length);
                assertThat(Arrays.equals(otherScreen, screen)).isTrue();
            }
            assertThat(other.gameOver()).isTrue();
        }
    }

    @Test
    void playsDifferentGamesAtRandom() {
        List<Game> games = new ArrayList<>();
        for (int seed = 0; seed < 8; seed++) {
            games.add(play(randomActions(seed)));
            emulator.reset();
        }
        assertThat(games.stream().map(Game::score).distinct().count()).isGreaterThan(4);
        assertThat(games).allSatisfy(game -> {
            assertThat(game.score()).isBetween(50, 1500);
            assertThat(game.frames()).isLessThan(TWO_MINUTES);
            assertThat(game.scanlines()).containsExactly(262);
        });
    }

    @Test
    void aSimplePlayerSeesTheThirdWaveAndNoConstantActionComesNear() {
        OpenInvadersPlayer player = new OpenInvadersPlayer(memory);
        Game good = play(player::action);
        assertThat(good.wave()).isGreaterThanOrEqualTo(2);
        assertThat(good.scanlines()).containsExactly(262);
        for (int action = 0; action < codes.length; action++) {
            int constant = action;
            emulator.reset();
            Game bad = play(() -> constant);
            assertThat(bad.score()).as("action %d", action).isLessThan(good.score() / 4);
            assertThat(bad.frames()).as("action %d", action).isLessThan(2 * TWO_MINUTES);
        }
    }

    /**
     * The actions of a whole good game, of which the same game is made without any chance. Not so where chance comes in, by
     * sticky actions as in the default, or by no-ops at the start.
     */
    @Test
    void whatWasDoneInAGoodGameIsNoRecipeForOthers() {
        OpenInvadersPlayer player = new OpenInvadersPlayer(memory);
        List<Integer> actions = new ArrayList<>();
        Game good = play(() -> {
            actions.add(player.action());
            return actions.get(actions.size() - 1);
        });

        assertThat(repeat(actions, 7, 0, 0)).isEqualTo(good.score());
        for (int seed = 1; seed <= 10; seed++) {
            assertThat(repeat(actions, seed, 0.25, 0)).as("seed %d", seed).isLessThan(good.score() / 3);
        }
        for (int noops = 1; noops <= 30; noops += 3) {
            assertThat(repeat(actions, 1, 0, noops)).as("%d no-ops", noops).isLessThan(good.score() / 3);
        }
    }

    /** The score of a game in which these actions are taken, over and over, four frames each. */
    private static int repeat(List<Integer> actions, int seed, double stickyActions, int noops) {
        try (Emulator other = new Emulator(ROM, seed, stickyActions)) {
            int[] codes = other.actions(ActionSet.MINIMAL);
            int score = 0;
            for (int frame = -noops; frame < 10 * TWO_MINUTES && !other.gameOver(); frame++) {
                int step = frame / ACTION_FRAMES % actions.size();
                score += other.act(codes[frame < 0 ? OpenInvadersPlayer.NOOP : actions.get(step)]);
            }
            return score;
        }
    }

    /** Plays the game that has begun to its end, four frames an action. */
    private Game play(IntSupplier actions) {
        List<Integer> lives = new ArrayList<>(List.of(emulator.lives()));
        List<Integer> scanlines = new ArrayList<>();
        int score = 0;
        int frames = 0;
        while (!emulator.gameOver() && frames < 10 * TWO_MINUTES) {
            look();
            int action = actions.getAsInt();
            for (int i = 0; i < ACTION_FRAMES && !emulator.gameOver(); i++) {
                score += act(action);
                frames++;
            }
            addIfNew(lives, emulator.lives());
            addIfNew(scanlines, scanlines());
        }
        int shown = decimal(at(OpenInvadersPlayer.SCORE_HIGH)) * 100 + decimal(at(OpenInvadersPlayer.SCORE_LOW));
        assertThat(shown).isEqualTo(score);
        return new Game(score, frames, at(OpenInvadersPlayer.WAVE), lives, scanlines);
    }

    private static void addIfNew(List<Integer> seen, int value) {
        if (seen.isEmpty() || seen.get(seen.size() - 1) != value) {
            seen.add(value);
        }
    }

    private IntSupplier randomActions(long seed) {
        RandomStream random = new RandomStream(seed, "player");
        return () -> random.nextInt(codes.length);
    }

    private int act(int action) {
        int reward = emulator.act(codes[action]);
        look();
        return reward;
    }

    private void look() {
        emulator.memory(memory, 0);
    }

    private int at(int offset) {
        return memory[offset] & 0xFF;
    }

    private static int decimal(int twoDigits) {
        return twoDigits / 16 * 10 + twoDigits % 16;
    }

    /** Lines of the last frame, as the picture chip counted them: its sixth number in a snapshot. */
    private int scanlines() {
        byte[] snapshot = emulator.snapshot();
        int chip = new String(snapshot, StandardCharsets.ISO_8859_1).indexOf("TIA");
        return ByteBuffer.wrap(snapshot).order(ByteOrder.LITTLE_ENDIAN).getInt(chip + 3 + 5 * Integer.BYTES);
    }

    private long checksum() {
        CRC32 crc = new CRC32();
        byte[] screen = new byte[emulator.height() * emulator.width()];
        emulator.screen(screen, 0, screen.length);
        look();
        crc.update(screen);
        crc.update(memory);
        return crc.getValue();
    }
}
