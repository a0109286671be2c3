package dqn.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What runs, and results of {@code dqn eval}, must have in common to be compared.
 *
 * @param game that is played
 * @param training rules of the training games, for a person; empty of an evaluation that stands alone
 * @param evaluation rules of the evaluations, keys as in the configuration
 */
record Rules(String game, String training, Map<String, String> evaluation) {
    /** By game, evaluations alone first. */
    static final Comparator<Rules> ORDER = Comparator.comparing(Rules::game)
            .thenComparing(Rules::training)
            .thenComparing(rules -> rules.evaluation.toString());

    static Rules of(ReportedRun run) {
        return new Rules(run.game(), run.rules(), run.evaluationRules());
    }

    static Rules of(EvaluationResult result) {
        return new Rules(result.game(), "", result.rules());
    }

    /** Whether an evaluation was made by them. */
    boolean allow(EvaluationResult result) {
        return game.equals(result.game()) && evaluation.equals(result.rules());
    }

    /** For a person; with the rules of the evaluations where nothing else tells them from others. */
    String heading(Collection<Rules> all) {
        boolean unique = all.stream()
                        .filter(other -> other.game.equals(game) && other.training.equals(training))
                        .count()
                == 1;
        if (unique && !training.isEmpty()) {
            return training;
        }
        String evaluations = evaluation.entrySet().stream()
                .map(rule -> rule.getKey() + " " + rule.getValue())
                .collect(Collectors.joining(", ", "evaluations by ", ""));
        return training.isEmpty() ? evaluations : training + "; " + evaluations;
    }
}
