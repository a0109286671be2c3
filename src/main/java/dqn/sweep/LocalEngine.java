package dqn.sweep;

import java.io.IOException;

/**
 * This machine.
 *
 * @param slots jobs at once
 */
public record LocalEngine(int slots) implements Engine {
    @Override
    public String description() {
        return "here, " + slots + " at once";
    }

    @Override
    public int carryOut(Work work) throws IOException, InterruptedException {
        return work.carryOut();
    }

    @Override
    public void close() {
        // has nothing
    }
}
