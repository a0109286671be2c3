package dqn.agent;

import dqn.training.ConfigLoader;
import java.util.ArrayList;
import java.util.List;

/** Settings of agents. */
final class Agents {
    private Agents() {}

    /** Plain DQN with batches of two, and these changes of {@code agent}, such as {@code nStep=3}. */
    static AgentConfig with(String... changes) {
        List<String> sets = new ArrayList<>(List.of("agent.update.batch=2"));
        List.of(changes).forEach(change -> sets.add("agent." + change));
        return new ConfigLoader().resolvePreset("dopamine", sets).agent();
    }
}
