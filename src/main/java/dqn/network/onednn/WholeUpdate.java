package dqn.network.onednn;

import dqn.network.UpdateTask;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One update on all members of a team: fetch the observations, the other passes, forward, loss, backward, step.
 *
 * <p>Where the caller does something else first, the others begin without it, and it takes what is left to take when it
 * comes. They wait for it where each has a part of its own, at the latest before anything of the network is changed.
 *
 * @param rounds forward passes that can go together; those of a network that is passed twice come one after the other
 * @param alongside what the caller does first
 * @param readsTaken pieces of the batch that somebody fetches
 */
record WholeUpdate(
        UpdateTask task,
        List<List<ForwardRun>> rounds,
        TrainingPass pass,
        Runnable alongside,
        Team team,
        AtomicInteger readsTaken) {
    private static final int READ_ROWS = 4;

    WholeUpdate(UpdateTask task, List<List<ForwardRun>> rounds, TrainingPass pass, Runnable alongside, Team team) {
        this(task, rounds, pass, alongside, team, new AtomicInteger());
    }

    /** Runs one member's part; {@code sink} takes the gradient. */
    void run(int member, GradientSink sink) {
        if (member == 0) {
            alongside.run();
        }
        read();
        for (int round = 0; round < rounds.size(); round++) {
            if (round > 0) {
                team.await(); // for the buffers of the round before
            }
            ForwardRun.runAll(rounds.get(round), member, team);
        }
        Shares shares = pass.forward().shares();
        task.loss().accept(shares.from(member), shares.to(member));
        pass.backward(member, task.outputGradient(), sink);
    }

    /** All rows have come when this returns. */
    private void read() {
        int pieces = (task.batch() + READ_ROWS - 1) / READ_ROWS;
        for (int next = readsTaken.getAndIncrement(); next < pieces; next = readsTaken.getAndIncrement()) {
            int from = next * READ_ROWS;
            task.reader().accept(from, Math.min(task.batch(), from + READ_ROWS));
            team.announce();
        }
        team.awaitAnnounced(pieces);
    }
}
