package dqn.hostile;

import dqn.core.DqnException;
import java.io.IOException;
import java.util.List;

/** The states in a checkpoint whose seals are right. One that is taken must be of use: the run goes on with it. */
final class PartTarget implements Target {
    private static final long STEPS_AFTER = 12;

    private final String name;
    private final Checkpointed run;
    private final List<String> parts;

    /** @param name of the run */
    PartTarget(String name, Checkpointed run, List<String> parts) {
        this.name = name;
        this.run = run;
        this.parts = parts;
    }

    @Override
    public String name() {
        return "part " + name + (parts.size() == 1 ? " " + parts.get(0) : "");
    }

    @Override
    public boolean attack(Mutator mutator) throws Exception {
        String part = mutator.choose(parts);
        byte[] other = run.states().get(mutator.choose(List.copyOf(run.states().keySet())));
        byte[] state = mutator.binary(run.states().get(part), other);
        try {
            run.restore(part, state);
            run.go(STEPS_AFTER);
            return true;
        } catch (IOException | DqnException e) {
            return Sentences.refused(e.getMessage() == null ? new IOException("it ends too early", e) : e);
        }
    }

    @Override
    public void close() {
        run.close();
    }
}
