package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.training.ConfigLoader;
import dqn.training.RunConfig;
import dqn.training.RunNeeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepNeedsTest {
    private static RunConfig config(String... sets) {
        List<String> all = new ArrayList<>(List.of("budget={frames: 1_000_000}"));
        all.addAll(List.of(sets));
        return new ConfigLoader().resolvePreset("catch", all);
    }

    /** Larger for large networks; of small ones onednn fills more up. */
    @Test
    void areOtherOnesByTheOtherBackend() {
        List<RunNeeds> needs = new SweepNeeds().of(List.of(config(), config("compute.backend=dl4j")));
        assertThat(needs.get(1).memory()).isNotEqualTo(needs.get(0).memory());
    }

    /** Each of these makes a run larger, though it plays, sees and keeps the game as the first one does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "agent.distribution={quantile: {atoms: 51, kappa: 1}}",
                "agent.weightAverage={updates: 100}",
                "agent.update.batch=4096",
                "agent.clipGradient={norm: 10}",
                "compute.precision=auto",
                "checkpoint.keep=9",
                "network.layers=[{dense: 1000}]",
                "replay.capacity=900_000"
            })
    void areEachConfigurationsOwn(String set) {
        List<RunNeeds> needs = new SweepNeeds().of(List.of(config(), config(set), config()));

        assertThat(needs.get(1).memory() + needs.get(1).disk(1))
                .isGreaterThan(needs.get(0).memory() + needs.get(0).disk(1));
        assertThat(needs.get(2)).isEqualTo(needs.get(0));
    }
}
