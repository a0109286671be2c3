package dqn.agent;

import dqn.core.InvalidSetting;
import dqn.network.LearningRateDecay;
import dqn.network.OptimizerSpec;
import dqn.network.StepConfig;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The {@code agent} part of the configuration.
 *
 * @param discount gamma
 * @param nStep rewards summed before bootstrapping
 * @param doubleQ whether the online network picks the next action (van Hasselt et al. 2016)
 * @param distribution what is learnt of each action's return; empty: its expectation
 * @param munchausen a reward for what the policy prefers anyway; empty: none
 * @param loss of one error, where the expectation is learnt
 * @param lossOver what the mean is taken over
 * @param terminalTarget what is learnt where nothing of value follows
 * @param epsilon the exploration schedule
 * @param randomActions how many of the game's actions, from the first on, random choices are made from; empty: all
 * @param target when the target network is copied; empty: the online network bootstraps
 * @param weightAverage of what weights the agent acts by the average; empty: by the newest
 * @param update when learning happens
 * @param iterationAgentSteps agent steps of one iteration, where a unit is iterations
 * @param optimizer which and how
 * @param learningRateDecay how the optimiser's learning rate falls; empty: it is constant
 * @param randomShift pixels by which the observations of a batch are shifted at most; empty: none
 * @param l2 weight decay, added to the gradient
 * @param clipGradient applied after l2
 */
public record AgentConfig(
        double discount,
        int nStep,
        boolean doubleQ,
        Optional<Distribution> distribution,
        Optional<Munchausen> munchausen,
        Loss loss,
        LossOver lossOver,
        TerminalTarget terminalTarget,
        EpsilonConfig epsilon,
        OptionalInt randomActions,
        Optional<TargetConfig> target,
        Optional<WeightAverage> weightAverage,
        UpdateConfig update,
        long iterationAgentSteps,
        OptimizerSpec optimizer,
        Optional<LearningRateDecay> learningRateDecay,
        OptionalInt randomShift,
        double l2,
        Optional<ClipGradient> clipGradient) {
    /** Refuses what cannot be. */
    public AgentConfig {
        InvalidSetting.unlessWithin(0, 1, "discount", discount);
        InvalidSetting.unlessWithin(1, 1_000, "nStep", nStep);
        InvalidSetting.unlessAtLeast(1, "iterationAgentSteps", iterationAgentSteps);
        InvalidSetting.unlessAtLeast(0, "l2", l2);
        InvalidSetting.unlessAtLeast(1, "randomActions", randomActions.orElse(1));
        InvalidSetting.unlessWithin(1, 100, "randomShift", randomShift.orElse(1));
        if (distribution.isPresent()) {
            InvalidSetting.unless(
                    lossOver == LossOver.ACTION, "lossOver", "must be action with a distribution, not outputs");
        }
        InvalidSetting.unless(
                terminalTarget != TerminalTarget.PREVIOUS || update.batch() == 1,
                "terminalTarget",
                "must be reward or zero with an agent.update.batch of " + update.batch()
                        + ", for the previous target is that of the one transition learnt from before");
        InvalidSetting.unless(
                terminalTarget == TerminalTarget.REWARD || (float) Math.pow(discount, nStep) > 0,
                "terminalTarget",
                "must be reward with an agent.discount of " + discount + " and an agent.nStep of " + nStep
                        + ", by which every step looks like the end of a game");
        if (munchausen.isPresent()) {
            InvalidSetting.unless(
                    terminalTarget == TerminalTarget.REWARD,
                    "terminalTarget",
                    "must be reward with munchausen, which adds to it");
            InvalidSetting.unless(
                    !doubleQ,
                    "doubleQ",
                    "must be false with munchausen, whose targets are means over a policy's actions, so that no"
                            + " action is picked");
            InvalidSetting.unless(
                    !(distribution.orElse(null) instanceof Distribution.Categorical),
                    "munchausen",
                    "cannot learn a categorical distribution: use quantile, or none");
        }
    }

    /** Outputs that the network has for each action. */
    public int atoms() {
        return distribution.map(Distribution::atoms).orElse(1);
    }

    /** Whether these are the returns at quantile fractions that the network is given. */
    public boolean isImplicit() {
        return distribution.orElse(null) instanceof Distribution.Implicit;
    }

    /**
     * How many actions random choices are made from.
     *
     * @param actions of the game
     * @throws InvalidSetting if it has fewer than are asked for
     */
    public int randomChoices(int actions) {
        int choices = randomActions.orElse(actions);
        InvalidSetting.unless(
                choices <= actions,
                "agent.randomActions",
                "must be all, or at most the " + actions + " actions that this game has, but is " + choices);
        return choices;
    }

    /**
     * The agent acts by an average of its weights, see {@link ActingNetwork}.
     *
     * @param updates that it reaches back, roughly
     */
    public record WeightAverage(long updates) {
        /** Refuses an average over fewer updates than there are between two that are looked at. */
        public WeightAverage {
            InvalidSetting.unlessAtLeast(ActingNetwork.INTERVAL, "updates", updates);
        }
    }

    /** What is learnt of an action's return beyond its expectation. */
    public sealed interface Distribution {
        /** Outputs for each action. */
        int atoms();

        /**
         * C51: the probabilities of fixed returns, by a softmax over an action's outputs (Bellemare et al. 2017).
         *
         * @param atoms fixed returns, evenly spaced
         * @param from the least
         * @param to the greatest
         */
        record Categorical(int atoms, double from, double to) implements Distribution {
            /** Refuses fewer than two returns. */
            public Categorical {
                InvalidSetting.unlessWithin(2, 1_000, "atoms", atoms);
                InvalidSetting.unless(
                        from < to && Double.isFinite(to - from),
                        "to",
                        "must be above from, which is " + from + ", by a finite distance");
            }

            /** The return of an atom. */
            double value(int atom) {
                return from + (to - from) * atom / (atoms - 1);
            }
        }

        /**
         * QR-DQN: the returns at fixed quantile fractions, an action's outputs (Dabney et al. 2018).
         *
         * @param atoms quantiles, in the middles of as many equal parts
         * @param kappa up to which the loss of an error is squared
         */
        record Quantile(int atoms, double kappa) implements Distribution {
            /** Refuses no quantiles. */
            public Quantile {
                InvalidSetting.unlessWithin(1, 1_000, "atoms", atoms);
                InvalidSetting.unlessPositive("kappa", kappa);
            }
        }

        /**
         * IQN: the returns at quantile fractions that are drawn for every update (Dabney et al. 2018, implicit quantile
         * networks).
         *
         * @param samples fractions, one in each of as many equal parts
         * @param kappa up to which the loss of an error is squared
         */
        record Implicit(int samples, double kappa) implements Distribution {
            /** Refuses no quantiles. */
            public Implicit {
                InvalidSetting.unlessWithin(1, 1_000, "samples", samples);
                InvalidSetting.unlessPositive("kappa", kappa);
            }

            @Override
            public int atoms() {
                return samples;
            }
        }
    }

    /**
     * The scaled logarithm of the policy, added to the reward (Vieillard et al. 2020). The policy is the softmax of the
     * target network's values.
     *
     * @param alpha what the logarithm counts
     * @param temperature of the softmax
     * @param clip least value of temperature times logarithm
     */
    public record Munchausen(double alpha, double temperature, double clip) {
        /** Refuses a policy that is none. */
        public Munchausen {
            InvalidSetting.unlessWithin(0, 1, "alpha", alpha);
            InvalidSetting.unlessPositive("temperature", temperature);
            InvalidSetting.unless(clip <= 0 && Double.isFinite(clip), "clip", "must be 0 or below, not " + clip);
        }
    }

    /** Loss of one error e. */
    public enum Loss {
        /** e^2. */
        MSE,
        /** e^2 / 2 up to 1, |e| - 1/2 beyond. */
        HUBER
    }

    /** What the mean is taken over. */
    public enum LossOver {
        /** The batch; each sample gives the error of its action. */
        ACTION,
        /** Batch and outputs, where the outputs of other actions have no error, as in Keras. */
        OUTPUTS
    }

    /** The target where the discount is 0. The last two are mistakes of programs that are reproduced here. */
    public enum TerminalTarget {
        /** The reward: nothing follows. */
        REWARD,
        /** 0, whatever the reward. */
        ZERO,
        /** The target of the transition that was learnt from before, whatever happened. */
        PREVIOUS
    }

    /** What a count counts. */
    public enum Unit {
        AGENT_STEPS,
        UPDATES,
        EPISODES,
        ITERATIONS
    }

    /** Shape of the exploration schedule. */
    public enum Schedule {
        LINEAR,
        EXPONENTIAL
    }

    /**
     * The exploration schedule.
     *
     * @param from value up to the start
     * @param to last value (linear) or floor (exponential)
     * @param over units from {@code from} to {@code to}; linear only
     * @param factor per unit; exponential only
     * @param start unit at which it begins to fall; empty: {@code replay.start} agent steps, 0 of any other unit
     */
    public record EpsilonConfig(
            double from, double to, Schedule schedule, long over, double factor, Unit unit, OptionalLong start) {
        /** Refuses a schedule that has no value somewhere. */
        public EpsilonConfig {
            InvalidSetting.unlessWithin(0, 1, "from", from);
            InvalidSetting.unlessWithin(0, 1, "to", to);
            InvalidSetting.unless(to <= from, "to", "must not be above from, which is " + from + ", but is " + to);
            InvalidSetting.unless(
                    unit != Unit.UPDATES, "unit", "must be agentSteps, episodes or iterations, not updates");
            InvalidSetting.unlessAtLeast(0, "start", start.orElse(0));
            if (schedule == Schedule.LINEAR) {
                InvalidSetting.unlessAtLeast(1, "over", over);
            } else {
                InvalidSetting.unless(
                        factor > 0 && factor < 1,
                        "factor",
                        "must be above 0 and below 1 with schedule: exponential, not " + factor);
            }
        }
    }

    /** Copies of the target network. */
    public record TargetConfig(long every, Unit unit) {
        /** Refuses units that a target network is not copied by. */
        public TargetConfig {
            InvalidSetting.unlessAtLeast(1, "every", every);
            InvalidSetting.unless(
                    unit != Unit.ITERATIONS, "unit", "must be agentSteps, updates or episodes, not iterations");
        }
    }

    /** Learning: {@code count} updates of {@code batch} transitions every {@code every} units. */
    public record UpdateConfig(long every, Unit unit, int count, int batch) {
        /** Refuses updates that never come, and units that they are not counted by. */
        public UpdateConfig {
            InvalidSetting.unlessAtLeast(1, "every", every);
            InvalidSetting.unless(
                    unit != Unit.UPDATES, "unit", "must be agentSteps, episodes or iterations, not updates");
            InvalidSetting.unlessWithin(1, 100_000, "count", count);
            InvalidSetting.unlessWithin(1, 1_000_000, "batch", batch);
        }
    }

    /**
     * Gradient clipping: one of both, the other infinite.
     *
     * @param norm largest Euclidean norm of the whole gradient
     * @param value largest magnitude of each entry
     */
    public record ClipGradient(double norm, double value) {
        /** Refuses none, both, and limits that nothing passes. */
        public ClipGradient {
            InvalidSetting.unless(norm > 0, "norm", "must be above 0, not " + norm);
            InvalidSetting.unless(value > 0, "value", "must be above 0, not " + value);
            InvalidSetting.unless(
                    Double.isInfinite(norm) != Double.isInfinite(value), "", "must be one of norm and value");
        }
    }

    /** How steps are made besides. */
    public StepConfig stepConfig() {
        return new StepConfig(
                l2,
                clipGradient.map(ClipGradient::norm).orElse(Double.POSITIVE_INFINITY),
                clipGradient.map(ClipGradient::value).orElse(Double.POSITIVE_INFINITY),
                learningRateDecay.orElse(LearningRateDecay.NONE));
    }
}
