package dqn.network.onednn;

import dqn.network.UpdateTask;
import java.util.List;

/**
 * One update on all members of a team: fetch the observations, the other passes, forward, loss, backward, step.
 *
 * <p>Where the caller does something else first, the others fetch the observations without it and begin with their rows.
 * They then wait for it where they need its rows, at the latest before anything of the network is changed.
 *
 * @param rounds forward passes that can go together; those of a network that is passed twice come one after the other
 * @param reading who fetches which rows
 * @param alongside what the caller does first, or null
 */
record WholeUpdate(
        UpdateTask task,
        List<List<ForwardRun>> rounds,
        TrainingPass pass,
        int buffer,
        Shares reading,
        Runnable alongside,
        Team team) {
    /** Runs one member's part; {@code sink} takes the gradient. */
    void run(int member, GradientSink sink) {
        if (member == 0 && alongside != null) {
            alongside.run();
        }
        read(member);
        for (List<ForwardRun> round : rounds) {
            ForwardRun.runAll(round, member, team);
            if (round != rounds.get(rounds.size() - 1) || alongside != null) {
                team.await(); // for another's rows, or for the buffers of the next round
            }
        }
        Shares shares = pass.forward().shares();
        task.loss().accept(shares.from(member), shares.to(member));
        pass.backward(member, task.outputGradient(), buffer, sink);
    }

    /** All rows have come when this returns. */
    private void read(int member) {
        if (reading.rows(member) > 0) {
            task.reader().accept(reading.from(member), reading.to(member));
            team.announce();
        }
        int readers = 0;
        for (int i = 0; i < reading.members(); i++) {
            readers += reading.rows(i) > 0 ? 1 : 0;
        }
        team.awaitAnnounced(readers);
    }
}
