package dqn.render;

import dqn.core.DqnException;
import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.util.Optional;

/** Chooses how a game is shown. */
public final class Renderers {
    /** For nobody. */
    private static final Renderer NONE = new Renderer() {
        @Override
        public void show(RenderedFrame frame) {}

        @Override
        public boolean isLooking() {
            return false;
        }
    };

    private Renderers() {}

    /**
     * Opens what was asked for.
     *
     * @param title of a window
     * @param pictureWidth of a window, in pixels of the screen
     * @param framesPerSecond shown at most
     * @throws DqnException if there is no such place to show a game
     */
    public static Renderer open(
            RenderMode mode, Terminal terminal, String title, int pictureWidth, double framesPerSecond) {
        return switch (mode) {
            case NONE -> NONE;
            case WINDOW -> window(title, pictureWidth, framesPerSecond);
            case TERMINAL -> terminal(terminal, framesPerSecond);
            case AUTO -> auto(terminal, title, pictureWidth, framesPerSecond);
        };
    }

    /** Shows on both, as long as both are open; closing them stays with their owner. */
    public static Renderer both(Renderer first, Renderer second) {
        return new Renderer() {
            @Override
            public void show(RenderedFrame frame) {
                first.show(frame);
                second.show(frame);
            }

            @Override
            public boolean isOpen() {
                return first.isOpen() && second.isOpen();
            }

            @Override
            public boolean isLooking() {
                return isOpen() && (first.isLooking() || second.isLooking());
            }
        };
    }

    private static Renderer auto(Terminal terminal, String title, int pictureWidth, double framesPerSecond) {
        if (whyNoWindow().isEmpty() && (Fonts.areThere() || !terminal.interactive())) {
            return window(title, pictureWidth, framesPerSecond);
        }
        if (terminal.interactive()) {
            return terminal(terminal, framesPerSecond);
        }
        throw new DqnException("There is neither a display nor a terminal to show the game on:"
                + " start it from a terminal, or use --render=none.");
    }

    /**
     * A window for a person who plays by its keys.
     *
     * @throws DqnException if there is no display
     */
    public static Renderer openForPerson(
            KeyboardJoystick joystick, String title, int pictureWidth, double framesPerSecond) {
        whyNoWindow().ifPresent(reason -> {
            throw new DqnException("Cannot open a window (" + reason
                    + "): a person plays by the keys of a window, so start it where there is a display.");
        });
        Fonts.require("in the window", "play where there are some");
        return new WindowRenderer(title, pictureWidth, new FramePacer(framesPerSecond), Optional.of(joystick));
    }

    private static Renderer window(String title, int pictureWidth, double framesPerSecond) {
        whyNoWindow().ifPresent(reason -> {
            throw new DqnException(
                    "Cannot open a window (" + reason + "): use --render=terminal or --render=none instead.");
        });
        Fonts.require("in the window", "use --render=terminal or --render=none instead");
        return new WindowRenderer(title, pictureWidth, new FramePacer(framesPerSecond), Optional.empty());
    }

    private static Renderer terminal(Terminal terminal, double framesPerSecond) {
        if (!terminal.interactive()) {
            throw new DqnException("--render=terminal needs a terminal, but the output goes to a file or a pipe:"
                    + " leave out the redirection, or use --render=none.");
        }
        return new TerminalRenderer(terminal.out(), terminal.size(), new FramePacer(framesPerSecond));
    }

    /** Why no window can be opened here; empty if one can. */
    private static Optional<String> whyNoWindow() {
        try {
            if (GraphicsEnvironment.isHeadless()) {
                return Optional.of("there is no display");
            }
            GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
            return Optional.empty();
        } catch (HeadlessException | AWTError e) {
            return Optional.of("the display does not answer");
        } catch (LinkageError e) {
            return Optional.of("this Java has no graphics");
        }
    }
}
