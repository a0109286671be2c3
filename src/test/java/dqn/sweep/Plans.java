package dqn.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans of Catch with made-up settings. */
final class Plans {
    private Plans() {}

    /** So many settings, with so many seeds each. */
    static Plan of(int settings, int seeds, int eta, Long... rungs) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < settings; i++) {
            for (long seed = 1; seed <= seeds; seed++) {
                Map<String, String> values = Map.of("agent.nStep", Integer.toString(i + 1));
                trials.add(new Trial(trials.size() + 1, "catch", seed, values, List.of("--seed", Long.toString(seed))));
            }
        }
        return new Plan(Plan.FORMAT, "unknown", Objective.USUAL, eta, List.of(rungs), 1, 0, seeds, trials);
    }
}
