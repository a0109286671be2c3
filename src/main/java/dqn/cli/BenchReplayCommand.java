package dqn.cli;

import dqn.agent.Policy;
import dqn.agent.RandomPolicy;
import dqn.core.RandomStream;
import dqn.core.TimeStep;
import dqn.core.TransitionBatch;
import dqn.network.dl4j.ModelFile;
import dqn.preprocess.ObservationConfig.Before;
import dqn.preprocess.RewardTransform;
import dqn.replay.ReplayBuffer;
import dqn.replay.RingReplayBuffer;
import dqn.training.ConfigLoader;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn bench replay}: what a replay of real frames takes, and how fast a batch comes out of it. */
@Command(
        name = "replay",
        description = "Fills a replay by real play and measures its memory, and one batch of it on one thread.",
        sortOptions = false,
        footer = {"", "Example:", "  dqn bench replay --game pong"})
final class BenchReplayCommand implements Callable<Integer> {
    private static final int BATCH = 32;
    /** Of a trained agent. */
    private static final double EPSILON = 0.05;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--game",
            order = 1,
            paramLabel = "NAME",
            defaultValue = "space_invaders",
            description = "The game that is played (space_invaders).")
    private String game;

    @Option(
            names = "--transitions",
            order = 2,
            paramLabel = "N",
            defaultValue = "100000",
            description = "Transitions stored before measuring (100000).")
    private long transitions;

    @Option(
            names = "--checkpoint",
            order = 6,
            paramLabel = "PATH",
            description = "Fill it by the play of this agent, in its own game, instead of at random.")
    private Path checkpoint;

    @Option(
            names = "--set",
            order = 3,
            paramLabel = "KEY=VALUE",
            description = "Change a configuration key, such as replay.compression=false; may be repeated.")
    private List<String> sets = new ArrayList<>();

    @Mixin
    private Measuring measuring;

    @Override
    public Integer call() {
        measuring.seconds(); // before the long part
        RunConfig config = config();
        if (checkpoint == null) {
            measure(
                    config,
                    config,
                    (environment, random) ->
                            new RandomPolicy(random, environment.actions().size()));
            return 0;
        }
        Agents.Trained trained = Agents.find(checkpoint, new ModelFile());
        RunConfig played = trained.config().orElse(config);
        try (TrainedPlayer player = new TrainedPlayer(played, trained, Backends.fastest(), EPSILON)) {
            measure(config, played, player::policy);
        }
        return 0;
    }

    private void measure(
            RunConfig config, RunConfig played, BiFunction<ObservedEnvironment, RandomStream, Policy> player) {
        try (ObservedEnvironment environment = new ObservedEnvironment(
                        Games.of(played.game(), Optional.empty()),
                        played.environment(),
                        played.observation(),
                        played.seed());
                ReplayBuffer replay = RingReplayBuffer.create(
                        config.replay(),
                        environment.frameSpec(),
                        played.observation().stack(),
                        played.observation().before() == Before.BLANK,
                        played.agent().nStep(),
                        1)) {
            fill(replay, environment, played, player.apply(environment, new RandomStream(1, "actions")));
            if (replay.size() == 0) {
                throw Usage.error(
                        spec,
                        "Of " + transitions + " agent steps no transition of "
                                + played.agent().nStep() + " steps is complete: store more by --transitions.");
            }
            TransitionBatch batch = new TransitionBatch(BATCH, environment.stackSpec());
            RandomStream random = new RandomStream(1, "bench");
            Spread timing = measuring.time(() -> {
                replay.draw(random, 1, batch);
                replay.read(batch, 0, BATCH);
            });
            print(played.game(), replay, timing);
        }
    }

    private RunConfig config() {
        if (transitions < 1) {
            throw Usage.error(spec, "--transitions must be at least 1, not " + transitions + ".");
        }
        List<String> changes = new ArrayList<>();
        changes.add("game=" + game);
        changes.add("replay={capacity: " + transitions + ", start: 1}");
        changes.addAll(sets);
        return new ConfigLoader().resolvePreset("dopamine", changes);
    }

    /** By real play. */
    private void fill(ReplayBuffer replay, ObservedEnvironment environment, RunConfig config, Policy policy) {
        RewardTransform reward = new RewardTransform(config.reward());
        float gamma = (float) config.agent().discount();
        environment.reset();
        replay.beginEpisode(0, environment.frame());
        for (long i = 0; i < transitions; i++) {
            int action = policy.act(environment.stack());
            TimeStep step = environment.step(action);
            float learned = (float) reward.apply(step.reward());
            float discount = (float) step.discount() * gamma;
            replay.append(0, action, learned, discount, step.isLast(), environment.frame());
            if (step.isLast()) {
                environment.reset();
                replay.beginEpisode(0, environment.frame());
            }
        }
    }

    private void print(String name, ReplayBuffer replay, Spread timing) {
        double each = (double) replay.byteCount() / replay.size();
        OptionalLong resident = ResidentMemory.byteCount();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("game", name);
        document.put("transitions", replay.size());
        document.put("bytes_per_transition", each);
        resident.ifPresent(bytes -> document.put("resident_mb", bytes / 1e6));
        document.put("sample_ms", timing.toMap());
        String sentence = String.format(
                Locale.ROOT,
                "%,d transitions of %s at %.0f bytes each, one batch of %d %s%s",
                replay.size(),
                name,
                each,
                BATCH,
                timing.text("ms", 3),
                resident.isPresent()
                        ? String.format(Locale.ROOT, ", %.0f MB in this process", resident.getAsLong() / 1e6)
                        : "");
        measuring.print(document, sentence);
    }
}
