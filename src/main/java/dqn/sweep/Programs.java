package dqn.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command lines of a sweep.
 *
 * @param folder of the sweep, absolute
 * @param plan of it
 * @param launcher the program {@code dqn}
 */
record Programs(SweepFolder folder, Plan plan, Path launcher) {
    /** What is started for a job. */
    Work of(Job job) {
        Trial trial = job.trial();
        String run = folder.run(trial).toString();
        List<String> length = new ArrayList<>();
        plan.frames(job.rung()).ifPresent(frames -> length.addAll(List.of("--frames", Long.toString(frames))));
        List<String> begin =
                dqn("train", "--config", folder.config(trial.game()).toString());
        begin.addAll(trial.arguments());
        begin.addAll(length);
        begin.addAll(List.of("--run", run));
        List<String> resume = dqn("train", "--resume", run, "--threads", Integer.toString(plan.threads()));
        resume.addAll(length);
        return new Work(
                run,
                folder.log(trial).toString(),
                plan.threads(),
                begin,
                resume,
                evaluate(trial),
                Path.of(run, Score.EVALUATION).toString());
    }

    private List<String> evaluate(Trial trial) {
        if (plan.objective().kind() != Objective.Kind.EVALUATION) {
            return List.of();
        }
        List<String> evaluate = dqn("eval", "--json", "--seed", Long.toString(trial.seed()));
        if (plan.objective().amount() > 0) {
            evaluate.addAll(List.of("--episodes", Long.toString(plan.objective().amount())));
        }
        evaluate.add("--checkpoint");
        return evaluate;
    }

    private List<String> dqn(String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
