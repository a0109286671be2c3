package dqn.cli;

import dqn.live.LiveServer;
import dqn.training.RunConfig;
import dqn.training.StepObserver;
import dqn.training.TrainingRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The page of a training, if somebody asked for one. */
final class LivePage implements AutoCloseable {
    private final Optional<LiveServer> server;

    /** On this server, which is closed with it. */
    LivePage(Optional<LiveServer> server) {
        this.server = server;
    }

    /** Where it is; empty if it is nowhere. */
    String url() {
        return server.map(LiveServer::url).orElse("");
    }

    /**
     * Begins to show a run.
     *
     * @return who looks at it between its steps
     */
    List<StepObserver> start(RunConfig config, TrainingRun run, Path directory) {
        server.ifPresent(started -> started.start(List.of(directory)));
        return server.<StepObserver>map(started -> new AgentScreen(config, run, started.screens())).stream()
                .toList();
    }

    /** Says that the training has ended. */
    void end(String summary) {
        server.ifPresent(ending -> ending.end(summary));
    }

    @Override
    public void close() {
        server.ifPresent(LiveServer::close);
    }
}
