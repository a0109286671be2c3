package dqn.sweep;

import dqn.report.Importance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much the parameters of a sweep matter. */
public final class Importances {
    private Importances() {}

    /** Of the parameters in one game, in the order of the plan; by the trials as they came through the first rung. */
    public static List<Importance> of(SweepFolder folder, String game) {
        Plan plan = folder.readPlan();
        History history = History.read(folder, plan);
        List<Map<String, String>> settings = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (Trial trial : plan.trials()) {
            Optional<Ended> end = history.of(trial, 0).filter(ended -> Double.isFinite(ended.score()));
            if (trial.game().equals(game) && end.isPresent()) {
                settings.add(trial.settings());
                scores.add(end.get().score());
            }
        }
        return Importance.of(
                settings, scores.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
