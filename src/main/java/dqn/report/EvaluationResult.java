package dqn.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code dqn eval --json} printed, from a file.
 *
 * @param game that was played
 * @param player the checkpoint or the policy
 * @param epsilon chance of a random action
 * @param rules of the game, keys as in the configuration
 * @param scores of every game, in order
 */
record EvaluationResult(String game, String player, double epsilon, Map<String, String> rules, double[] scores) {
    private static final long LONGEST_BYTES = 1 << 26;
    private static final JsonMapper JSON = new JsonMapper();

    /** Reads a file; empty if it is anything else than such a result. */
    static Optional<EvaluationResult> read(Path file) {
        try {
            return Files.size(file) <= LONGEST_BYTES ? of(JSON.readTree(file.toFile())) : Optional.empty();
        } catch (JacksonException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<EvaluationResult> of(JsonNode document) {
        JsonNode protocol = document.path("protocol");
        double[] scores = document.path("scores")
                .valueStream()
                .mapToDouble(score -> score.asDouble(Double.NaN))
                .filter(RowFormat::isNumber)
                .toArray();
        String player =
                document.path("policy").asString(document.path("checkpoint").asString(""));
        if (!document.path("game").isString() || player.isEmpty() || !protocol.isObject() || scores.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new EvaluationResult(
                document.path("game").asString(),
                shortened(player),
                protocol.path("epsilon").asDouble(Double.NaN),
                rules(JSON.convertValue(protocol, new TypeReference<Map<String, Object>>() {})),
                scores));
    }

    /** Of the path of a model the run's name and the checkpoint, without the folders above. */
    private static String shortened(String player) {
        List<String> names =
                Arrays.asList(player.replaceFirst("[/\\\\]model\\.zip$", "").split("[/\\\\]", -1));
        int start = ReportedRun.nameStart(names, Math.max(0, names.size() - 3));
        return String.join("/", names.subList(start, names.size()));
    }

    /** Whether chance alone played. */
    boolean isRandom() {
        return player.equals("random");
    }

    /** A protocol without what belongs to the player and the length of the test. */
    static Map<String, String> rules(Map<String, Object> protocol) {
        Map<String, String> rules = new TreeMap<>();
        protocol.forEach((key, value) -> rules.put(key, String.valueOf(value)));
        rules.remove("epsilon");
        rules.remove("episodes");
        return rules;
    }
}
