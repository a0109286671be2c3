package dqn.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private static Protocol of(String... sets) {
        return Protocol.of(new ConfigLoader().resolvePreset("default", List.of(sets)));
    }

    @Test
    void saysTheRulesOnOneLine() {
        assertThat(of())
                .hasToString("30 episodes, epsilon 0.05, sticky actions 0.25, no no-op start, whole games, "
                        + "minimal action set, frame skip 4, at most 108,000 frames");
        assertThat(of(
                        "environment={stickyActions: 0, noopStart: 30, actionSet: full, frameSkip: [2, 4]}",
                        "evaluation={episodes: 1, epsilon: 0, maxEpisodeFrames: 18_000}"))
                .hasToString("1 episode, epsilon 0.0, no sticky actions, no-op start of 1 to 30 frames, whole games, "
                        + "full action set, frame skip 2 to 4, at most 18,000 frames");
    }

    @Test
    void evaluatesWholeGamesHoweverTheAgentLearns() {
        assertThat(of("environment.lifeLoss=episode").toMap()).containsEntry("lifeLoss", "ignore");
    }

    @Test
    void standsInJsonAsInTheConfiguration() {
        assertThat(of("environment.noopUnit=agentSteps", "environment.frameSkip=[2, 4]")
                        .toMap()
                        .toString())
                .isEqualTo("{stickyActions=0.25, frameSkip=[2, 4], noopStart=0, noopUnit=agentSteps, lifeLoss=ignore, "
                        + "actionSet=minimal, maxEpisodeFrames=108000, epsilon=0.05, episodes=30}");
    }

    @Test
    void saysTheRulesOfTrainingGames() {
        assertThat(Protocol.trainingRules(new ConfigLoader().resolvePreset("nature", List.of())))
                .isEqualTo("no sticky actions, no-op start of 1 to 30 frames, whole games, minimal"
                        + " action set, frame skip 4, at most 108,000 frames");
    }
}
