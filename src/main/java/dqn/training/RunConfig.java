package dqn.training;

import dqn.agent.AgentConfig;
import dqn.core.InvalidSetting;
import dqn.env.Catch;
import dqn.env.EnvironmentConfig;
import dqn.env.EnvironmentConfig.LifeLossMode;
import dqn.metrics.Goal;
import dqn.network.NetworkConfig;
import dqn.network.NetworkConfig.Head;
import dqn.network.NetworkConfig.Layer;
import dqn.preprocess.ObservationConfig;
import dqn.preprocess.ObservationConfig.Color;
import dqn.preprocess.ObservationConfig.Source;
import dqn.preprocess.RewardConfig;
import dqn.replay.ReplayConfig;
import java.util.Locale;
import java.util.Optional;

/**
 * A whole run. Each part refuses what is wrong in itself; what does not fit together is refused here, before anything is
 * started.
 *
 * @param game name of the game, as {@code dqn roms list} has it, or {@code catch}
 * @param seed of every random stream
 * @param budget how long the run is
 * @param environment the game and its rules
 * @param observation from raw frames to what the network sees
 * @param reward from scores to what the agent learns from
 * @param network its layers
 * @param agent how it explores and learns
 * @param replay what it remembers
 * @param evaluation how it is measured
 * @param checkpoint when it is saved
 * @param compute what it is calculated with
 * @param logging what it says
 */
public record RunConfig(
        String game,
        long seed,
        Budget budget,
        EnvironmentConfig environment,
        ObservationConfig observation,
        RewardConfig reward,
        NetworkConfig network,
        AgentConfig agent,
        ReplayConfig replay,
        EvaluationConfig evaluation,
        CheckpointConfig checkpoint,
        ComputeConfig compute,
        LoggingConfig logging) {
    /** Refuses parts that do not fit together. */
    public RunConfig {
        InvalidSetting.unless(game.matches("[a-z0-9_]+"), "game", "must be a name such as space_invaders, not " + game);
        if (game.equals(Catch.NAME)) {
            requireNoEmulator(environment, observation);
        }
        if (replay.capacity().transitions() == 0) {
            requireNewestTransitionOnly(agent);
        }
        if (replay.pairs().isPresent()) {
            requireSingleSteps(observation, agent);
        }
        if (!replay.withReplacement()) {
            requireWholeBatch(replay, agent.update().batch());
        }
        if (replay.clear() == ReplayConfig.Clear.ITERATION) {
            requireStartWithinIteration(
                    replay, learnable(transitions(replay, agent.iterationAgentSteps()), environment, agent));
        }
        if (environment.envs() > 1) {
            requireOneGameAfterAnother(budget, agent, replay);
            requireShares(environment, replay);
        }
        InvalidSetting.unless(
                agent.randomShift().isEmpty() || observation.source() == Source.SCREEN,
                "agent.randomShift",
                "must be none with observation.source: ram, whose bytes have no place beside one another");
        if (compute.backend() == ComputeConfig.Backend.DL4J) {
            String reason = "must be onednn or auto, not dl4j, with ";
            InvalidSetting.unless(network.head() == Head.Q, "compute.backend", reason + "network.head: dueling");
            InvalidSetting.unless(!network.noisy(), "compute.backend", reason + "network.noisy: true");
            InvalidSetting.unless(
                    !agent.isImplicit(),
                    "compute.backend",
                    reason + "an implicit agent.distribution: choose another, or a preset such as dopamine");
        }
        NetworkFit.check(game, observation, network);
        if (agent.isImplicit()) {
            requireGated(network);
        }
    }

    private static void requireStartWithinIteration(ReplayConfig replay, long gathered) {
        InvalidSetting.unless(
                replay.start() <= gathered,
                "replay.start",
                "must not be above the " + gathered + " transitions of an iteration, with clear: iteration, or learning"
                        + " never begins; it is " + replay.start());
    }

    /** The rules of an evaluation: whole games, under the limit of the evaluation if it has its own. */
    public EnvironmentConfig evaluationEnvironment() {
        return environment.with(
                LifeLossMode.IGNORE, evaluation.maxEpisodeFrames().orElse(environment.maxEpisodeFrames()));
    }

    /** Frames that an evaluation can take. */
    public double mostEvaluationFrames() {
        return (double) evaluation.episodes() * evaluationEnvironment().maxEpisodeFrames();
    }

    /** Agent steps that the whole run can have, not counting that the end of a game cuts a step short. */
    public long mostAgentSteps() {
        int fewestFrames = environment.frameSkip().min();
        double most = switch (budget.unit()) {
            case FRAMES -> Math.ceil((double) budget.amount() / fewestFrames);
            case AGENT_STEPS -> (double) budget.amount();
            case EPISODES ->
                (double) budget.amount() * Math.ceil((double) environment.maxEpisodeFrames() / fewestFrames);
            case ITERATIONS -> (double) budget.amount() * agent.iterationAgentSteps();
        };
        return (long) most;
    }

    /** Transitions that can be made of these steps. */
    public long gatherableTransitions() {
        return transitions(replay, mostAgentSteps());
    }

    private static long transitions(ReplayConfig replay, long agentSteps) {
        return replay.pairs().map(pairs -> pairs.of(agentSteps)).orElse(agentSteps);
    }

    /** Of so many transitions, those whose n steps are surely over: the newest of games that go on are not learnt from. */
    private static long learnable(long gathered, EnvironmentConfig environment, AgentConfig agent) {
        return Math.max(0, gathered - (agent.nStep() - 1L) * environment.envs());
    }

    /** Why the run will only play, if it is too short to gather enough to learn from, or to come to its first update. */
    public Optional<String> whyItLearnsNothing() {
        long gathered = learnable(gatherableTransitions(), environment, agent);
        if (gathered < replay.start()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "it gathers %,d transitions at most, and learning begins at %,d; make it longer, or set"
                            + " replay.start lower",
                    gathered,
                    replay.start()));
        }
        return mostAgentSteps() >= agentStepsBeforeUpdates()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "it has %,d agent steps at most, and its first update comes after %,.0f; make it longer, or set"
                                + " agent.update.every lower",
                        mostAgentSteps(),
                        agentStepsBeforeUpdates()));
    }

    private double agentStepsBeforeUpdates() {
        return switch (agent.update().unit()) {
            case AGENT_STEPS -> agent.update().every();
            case ITERATIONS -> (double) agent.update().every() * agent.iterationAgentSteps();
            case EPISODES, UPDATES -> 0; // how long games are is not known before
        };
    }

    /** What the run is to reach, as progress displays count it. */
    public Goal goal() {
        return switch (budget.unit()) {
            case FRAMES -> new Goal(Goal.Unit.FRAMES, budget.amount());
            case AGENT_STEPS -> new Goal(Goal.Unit.AGENT_STEPS, budget.amount());
            case EPISODES -> new Goal(Goal.Unit.EPISODES, budget.amount());
            case ITERATIONS -> new Goal(Goal.Unit.AGENT_STEPS, mostAgentSteps());
        };
    }

    /**
     * More than any state can be worth in what the agent learns from: the largest reward at every step for ever. Infinite
     * where rewards are not clipped, or not discounted.
     */
    public double valueBound() {
        double largestReward = reward.clip()
                .map(clip -> Math.max(Math.abs(clip.low()), Math.abs(clip.high())))
                .orElse(Double.POSITIVE_INFINITY);
        double bonus = agent.munchausen() // alpha times the clipped logarithm, and the entropy of 18 actions
                .map(term -> term.alpha() * -term.clip() + term.temperature() * Math.log(18))
                .orElse(0.0);
        return (largestReward + bonus) / (1 - agent.discount());
    }

    /** Whether the run goes by iterations, each of which begins with a new game. */
    public boolean usesIterations() {
        return usesIterations(budget, agent, replay);
    }

    private static void requireNoEmulator(EnvironmentConfig environment, ObservationConfig observation) {
        String reason = " with game: catch, which has no emulator; `base: catch` sets all that goes with it";
        InvalidSetting.unless(environment.stickyActions() == 0, "environment.stickyActions", "must be 0" + reason);
        InvalidSetting.unless(observation.source() == Source.SCREEN, "observation.source", "must be screen" + reason);
        InvalidSetting.unless(observation.color() == Color.GREY, "observation.color", "must be grey" + reason);
    }

    private static void requireGated(NetworkConfig network) {
        String reason = " with an implicit agent.distribution";
        InvalidSetting.unless(network.head() == Head.Q, "network.head", "must be q" + reason);
        InvalidSetting.unless(!network.noisy(), "network.noisy", "must be false" + reason);
        InvalidSetting.unless(
                !network.layers().isEmpty()
                        && network.layers().get(network.layers().size() - 1) instanceof Layer.Dense,
                "network.layers",
                "must end with a dense layer, whose inputs an implicit agent.distribution gates");
    }

    private static void requireShares(EnvironmentConfig environment, ReplayConfig replay) {
        InvalidSetting.unless(
                replay.capacity().transitions() >= environment.envs(),
                "replay.capacity",
                "must be at least environment.envs, which share it and are " + environment.envs() + ", but is "
                        + replay.capacity().transitions());
    }

    private static boolean usesIterations(Budget budget, AgentConfig agent, ReplayConfig replay) {
        return budget.unit() == Budget.Unit.ITERATIONS
                || agent.update().unit() == AgentConfig.Unit.ITERATIONS
                || agent.epsilon().unit() == AgentConfig.Unit.ITERATIONS
                || replay.clear() == ReplayConfig.Clear.ITERATION;
    }

    private static void requireOneGameAfterAnother(Budget budget, AgentConfig agent, ReplayConfig replay) {
        String reason = "must be 1 with ";
        InvalidSetting.unless(
                !usesIterations(budget, agent, replay),
                "environment.envs",
                reason + "iterations, each of which begins with a new game");
        InvalidSetting.unless(
                replay.capacity().transitions() != 0,
                "environment.envs",
                reason + "replay.capacity: none, where only the newest transition is learnt from");
    }

    private static void requireNewestTransitionOnly(AgentConfig agent) {
        String reason = " with replay.capacity: none, where only the newest transition is learnt from, not ";
        int batch = agent.update().batch();
        InvalidSetting.unless(batch == 1, "agent.update.batch", "must be 1" + reason + batch);
        InvalidSetting.unless(agent.nStep() == 1, "agent.nStep", "must be 1" + reason + agent.nStep());
    }

    private static void requireSingleSteps(ObservationConfig observation, AgentConfig agent) {
        String reason = ": its transitions stand alone";
        InvalidSetting.unless(
                observation.stack() == 1,
                "replay.pairs",
                "must be none with an observation.stack of " + observation.stack() + reason);
        InvalidSetting.unless(
                agent.nStep() == 1, "replay.pairs", "must be none with an agent.nStep of " + agent.nStep() + reason);
    }

    private static void requireWholeBatch(ReplayConfig replay, int batch) {
        String reason = " with withReplacement: false, but is " + batch;
        InvalidSetting.unless(
                batch <= Math.max(1, replay.capacity().transitions()),
                "agent.update.batch",
                "must not be above replay.capacity, which is "
                        + replay.capacity().transitions() + "," + reason);
        InvalidSetting.unless(
                batch <= Math.max(1, replay.start()),
                "agent.update.batch",
                "must not be above replay.start, which is " + replay.start() + "," + reason);
    }
}
