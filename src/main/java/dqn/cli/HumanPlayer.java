package dqn.cli;

import dqn.agent.Policy;
import dqn.core.RandomStream;
import dqn.render.Joystick;
import dqn.render.Switch;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A person with a joystick. */
record HumanPlayer(RunConfig config, Joystick joystick) implements Player {
    /** A person plays as on the console, unless asked otherwise: every frame counts, and every action is done. */
    static final List<String> RULES = List.of(
            "environment.stickyActions=0",
            "environment.frameSkip=1",
            "environment.actionSet=full",
            "environment.noopStart=0");

    @Override
    public String name() {
        return "you";
    }

    @Override
    public String label() {
        return name();
    }

    @Override
    public Optional<String> checkpoint() {
        return Optional.empty();
    }

    @Override
    public double epsilon() {
        return 0;
    }

    @Override
    public int usualEpisodes() {
        return 1;
    }

    @Override
    public Policy policy(ObservedEnvironment environment, RandomStream random) {
        List<String> actions = environment.actions();
        return stack -> action(joystick.next(), actions);
    }

    /**
     * The action that a joystick means, by the emulator's names, such as UPLEFTFIRE: up or down first. Opposite switches
     * cancel each other. Where the game's actions lack that one, the nearest that they have: rather the direction than
     * the shot, rather left or right than up or down, else nothing.
     */
    static int action(Set<Switch> closed, List<String> actions) {
        String vertical = direction(closed, Switch.UP, Switch.DOWN);
        String horizontal = direction(closed, Switch.LEFT, Switch.RIGHT);
        String fire = closed.contains(Switch.FIRE) ? "FIRE" : "";
        return Stream.of(
                        vertical + horizontal + fire,
                        vertical + horizontal,
                        horizontal + fire,
                        horizontal,
                        vertical + fire,
                        vertical,
                        fire)
                .filter(name -> !name.isEmpty())
                .mapToInt(actions::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(Math.max(0, actions.indexOf("NOOP")));
    }

    private static String direction(Set<Switch> closed, Switch one, Switch other) {
        if (closed.contains(one) == closed.contains(other)) {
            return "";
        }
        return (closed.contains(one) ? one : other).name();
    }
}
