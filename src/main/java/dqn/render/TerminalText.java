package dqn.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a terminal tells about a frame beside its picture or below it. */
final class TerminalText {
    private static final int NAME = 14;
    private static final int BAR = 8;

    private TerminalText() {}

    /** How the game stands, the action, then a line per action with its value, the chosen one marked. */
    static List<String> beside(RenderedFrame frame) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "score   %.0f", frame.score()));
        lines.add(String.format(Locale.ROOT, "episode %d  step %d", frame.episode(), frame.step()));
        lines.add("action  " + frame.actionName());
        lines.add("");
        float[] lengths = ValueBars.lengths(frame.qValues());
        for (int i = 0; i < frame.actionNames().size(); i++) {
            String name = cut(frame.actionNames().get(i), NAME);
            String line = (i == frame.action() ? "\u25b6 " : "  ") + name + " ".repeat(NAME - name.length());
            lines.add(lengths.length == 0 ? line : line + bar(lengths[i]) + number(frame.qValues()[i]));
        }
        return lines;
    }

    private static String bar(float length) {
        int cells = Math.round(length * BAR);
        return "\u2586".repeat(cells) + " ".repeat(BAR - cells);
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%8.3f", value);
    }

    /** The action and how the game stands, then all values in one line. */
    static List<String> below(RenderedFrame frame) {
        StringBuilder values = new StringBuilder();
        for (int i = 0; i < frame.qValues().length; i++) {
            values.append(i == frame.action() ? "\u25b6" : "")
                    .append(frame.actionNames().get(i));
            values.append(String.format(Locale.ROOT, " %.2f  ", frame.qValues()[i]));
        }
        return List.of(frame.actionName() + "  " + frame.status(), values.toString());
    }

    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width);
    }
}
