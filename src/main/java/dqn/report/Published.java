package dqn.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public learning curves of Dopamine's agents (Castro et al. 2018; its result files, Apache License 2.0): for 60 games
 * the worst, mean and best of five seeds by {@link MillionFrames}, after each of the first 20 million frames and then at
 * wider distances up to 199.
 */
public final class Published {
    /** The agent that runs are held against: DQN by Adam and squared error, which the preset {@code dopamine} is. */
    public static final String DQN = "dqn-adam";

    /**
     * An agent of the table.
     *
     * @param name as the table has it
     * @param label as a person calls it
     */
    public record Agent(String name, String label) {}

    /** All of them, DQN first. */
    public static final List<Agent> AGENTS = List.of(
            new Agent(DQN, "DQN (Adam)"),
            new Agent("dqn-nature", "DQN (Nature)"),
            new Agent("c51", "C51"),
            new Agent("qr-dqn", "QR-DQN"),
            new Agent("rainbow", "Rainbow"),
            new Agent("iqn", "IQN"));

    private final Map<String, Map<String, List<Band>>> byGame = new LinkedHashMap<>();

    private Published() {}

    /** The table that comes with the program. */
    public static Published load() {
        Published published = new Published();
        lines("published.csv").forEach(published::add);
        return published;
    }

    /** The rows of a table beside this class, without its header. */
    static List<String> lines(String resource) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Published.class.getResourceAsStream(resource), StandardCharsets.US_ASCII))) {
            return lines.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String line) {
        String[] fields = line.split(",", -1);
        byGame.computeIfAbsent(fields[0], game -> new LinkedHashMap<>())
                .computeIfAbsent(fields[1], agent -> new ArrayList<>())
                .add(new Band(
                        Integer.parseInt(fields[2]),
                        Integer.parseInt(fields[3]),
                        Double.parseDouble(fields[4]),
                        Double.parseDouble(fields[5]),
                        Double.parseDouble(fields[6])));
    }

    /** Whether there are curves of this game. */
    public boolean has(String game) {
        return byGame.containsKey(game);
    }

    /** An agent's curve, in order of frames; empty if there is none. */
    public List<Band> curve(String game, String agent) {
        return byGame.getOrDefault(game, Map.of()).getOrDefault(agent, List.of());
    }

    /** The beginning of a curve, up to so many million frames and one point further. */
    List<Band> upTo(String game, String agent, double millions) {
        List<Band> curve = curve(game, agent);
        long within = curve.stream().filter(band -> band.million() < millions).count();
        return curve.subList(0, (int) Math.min(curve.size(), within + 1));
    }

    /** The published DQN in this very million frames, if there is a value. */
    public Optional<Band> dqn(String game, int million) {
        return curve(game, DQN).stream()
                .filter(band -> band.million() == million)
                .findFirst();
    }
}
