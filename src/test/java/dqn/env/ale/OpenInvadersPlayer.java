package dqn.env.ale;

/**
 * Plays Open Invaders by what stands in the console's memory (see the game's README): steps aside from bombs, and shoots at
 * the invader that it has to go the least way for.
 */
final class OpenInvadersPlayer {
    static final int FORM_X = 0x03;
    static final int FORM_Y = 0x04;
    static final int DIRECTION = 0x05;
    static final int ALIVE = 0x08;
    static final int ALIVE_COUNT = 0x0E;
    static final int SHIP_X = 0x0F;
    static final int SHOT_X = 0x10;
    static final int SHOT_Y = 0x11;
    static final int BOMB_X = 0x12;
    static final int BOMB_Y = 0x14;
    static final int WAVE = 0x17;
    static final int STATUS = 0x18;
    static final int BLAST_TIMER = 0x1A;
    static final int LIVES = 0x49;
    static final int MODE = 0x5C;
    static final int SCORE_HIGH = 0x66;
    static final int SCORE_LOW = 0x68;

    static final int NOOP = 0;
    static final int FIRE = 1;
    static final int RIGHT = 2;
    static final int LEFT = 3;
    static final int RIGHT_FIRE = 4;
    static final int LEFT_FIRE = 5;

    private static final int ROWS = 5;
    private static final int COLUMNS = 6;
    private static final int BOMB_NEAR = 60;

    private final byte[] memory;

    /** On the {@link Emulator#RAM_BYTES} bytes that it looks at before each action. */
    OpenInvadersPlayer(byte[] memory) {
        this.memory = memory;
    }

    /** The next action, one of the six above. */
    int action() {
        int centre = at(SHIP_X) + 4;
        for (int bomb = 0; bomb < 2; bomb++) {
            int distance = at(BOMB_X + bomb) + 1 - centre;
            if (at(BOMB_Y + bomb) < BOMB_NEAR && Math.abs(distance) < 11) {
                boolean right = at(SHIP_X) < 14 || (distance <= 0 && at(SHIP_X) <= 136);
                return right ? RIGHT_FIRE : LEFT_FIRE;
            }
        }
        double way = wayToTarget(centre);
        return Math.abs(way) <= 3 ? FIRE : way > 0 ? RIGHT : LEFT;
    }

    /** Pixels to where a shot would meet the nearest invader, left ones below 0. */
    private double wayToTarget(int centre) {
        double shortest = Double.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            double flight = (at(FORM_Y) - 16 * row - 26) / 4.0;
            for (int column = 0; column < COLUMNS; column++) {
                double way = ((at(FORM_X) + 16 * column + 4) & 0xFF) + speed() * flight - centre;
                if ((at(ALIVE + row) >> column & 1) == 1 && Math.abs(way) < Math.abs(shortest)) {
                    shortest = way;
                }
            }
        }
        return shortest;
    }

    /** Of the march, in pixels a frame; near enough at any level. */
    private double speed() {
        double speed = 2.0 / (at(ALIVE_COUNT) / 2 + 3);
        return at(DIRECTION) < 128 ? speed : -speed;
    }

    private int at(int offset) {
        return memory[offset] & 0xFF;
    }
}
