package dqn.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a run against the published curves, where it plays by their rules (Machado et al. 2018, "Revisiting the Arcade
 * Learning Environment").
 *
 * @param published the curves
 * @param game of the run
 * @param learnsFromLives whether learning takes a lost life for an end, which theirs does not: the games are the same
 * @param obstacle why the run compares to none of them, a sentence; empty if it does
 */
public record PublishedProtocol(Published published, String game, boolean learnsFromLives, Optional<String> obstacle) {
    /** The key of the weights that a run began with, where they are another's. */
    static final String INIT = "init";

    private static final String LIFE_LOSS = "environment.lifeLoss";
    private static final List<Map.Entry<String, String>> RULES = List.of(
            Map.entry("environment.stickyActions", "0.25"),
            Map.entry("environment.frameSkip", "4"),
            Map.entry("environment.actionSet", "minimal"),
            Map.entry("environment.noopStart", "0"),
            Map.entry(LIFE_LOSS, "ignore"),
            Map.entry("environment.maxEpisodeFrames", "108000"));

    /**
     * Compares the rules.
     *
     * @param settings of the run, by their full keys
     */
    public static PublishedProtocol of(Published published, Map<String, String> settings) {
        String game = settings.get("game");
        boolean learnsFromLives = "discount".equals(settings.get(LIFE_LOSS));
        return new PublishedProtocol(
                published, game, learnsFromLives, obstacle(published.has(game), learnsFromLives, settings));
    }

    private static Optional<String> obstacle(boolean known, boolean learnsFromLives, Map<String, String> settings) {
        if (!known) {
            return Optional.of("There is no published curve of this game");
        }
        if (settings.containsKey(INIT)) {
            return Optional.of("Not comparable to the published curves: it began with what another run has learnt");
        }
        return RULES.stream()
                .filter(rule -> !rule.getValue().equals(settings.get(rule.getKey())))
                .filter(rule -> !(learnsFromLives && rule.getKey().equals(LIFE_LOSS)))
                .findFirst()
                .map(rule -> "Not comparable to the published curves, which have " + rule.getKey() + " "
                        + rule.getValue() + ": here it is " + settings.get(rule.getKey()));
    }

    /** Whether the published curves are of the same game by the same rules. */
    public boolean applies() {
        return obstacle.isEmpty();
    }

    /** Where a run stands in one million frames; empty where nothing compares, is published, or has been played. */
    public Optional<Verdict> verdict(MillionFrames millions, int million) {
        if (!applies() || millions.mean(million).isEmpty()) {
            return Optional.empty();
        }
        double mean = millions.mean(million).getAsDouble();
        return published.dqn(game, million).map(band -> new Verdict(mean, band, learnsFromLives));
    }

    /** Where it stands at the last of its whole millions for which there is a published value. */
    public Optional<Verdict> verdict(MillionFrames millions) {
        for (int million = millions.whole(); million > 0; million--) {
            Optional<Verdict> verdict = verdict(millions, million);
            if (verdict.isPresent()) {
                return verdict;
            }
        }
        return Optional.empty();
    }

    /**
     * The verdict, or why there is none, in one sentence.
     *
     * @param agentSteps how far the run has come
     */
    public String sentence(MillionFrames millions, long agentSteps) {
        return obstacle.orElseGet(() -> verdict(millions)
                .map(Verdict::toString)
                .orElse(
                        agentSteps < MillionFrames.AGENT_STEPS
                                ? "No verdict yet: its first million frames are not complete"
                                : "No verdict yet: it has no complete million frames in which games ended"));
    }
}
