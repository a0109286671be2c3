package dqn.render;

/** The switches of the console's joystick. */
public enum Switch {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    FIRE
}
