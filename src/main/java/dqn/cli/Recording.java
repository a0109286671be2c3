package dqn.cli;

import dqn.render.Recorder;
import dqn.render.RenderedFrame;
import dqn.render.Renderer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A video that is being recorded, or none. A signal to stop finishes it, so that what there is can be played; after an error,
 * which comes to {@link #close} without {@link #finish}, there is none.
 */
final class Recording implements Renderer {
    private static final String STOPPING =
            "Stopping to finish the recording; a second Ctrl-C ends it at once, unfinished";

    private final Optional<Recorder> recorder;
    private final Optional<StopSignals> signals;
    private volatile boolean stopped;

    /**
     * By this recorder, if there is one.
     *
     * @param onStop called at a signal, from another thread
     */
    Recording(Optional<Recorder> recorder, Runnable onStop) {
        this.recorder = recorder;
        this.signals = recorder.map(there -> new StopSignals(() -> stop(onStop), STOPPING));
    }

    private void stop(Runnable onStop) {
        stopped = true;
        onStop.run();
    }

    @Override
    public void show(RenderedFrame frame) {
        show(List.of(frame));
    }

    /** Records a moment of games side by side. */
    void show(List<RenderedFrame> frames) {
        recorder.ifPresent(there -> there.show(frames));
    }

    @Override
    public boolean isOpen() {
        return !stopped && recorder.map(Recorder::isOpen).orElse(true);
    }

    @Override
    public boolean isLooking() {
        return recorder.isPresent() && isOpen();
    }

    /** Whether a signal has asked to leave off. */
    boolean isStopped() {
        return stopped;
    }

    /**
     * Finishes the video, after which a signal ends the process, as it does where nothing is recorded; a second call changes
     * nothing.
     *
     * @return what the process should end with: see {@link StopSignals#exitCode}
     */
    int finish() {
        end(Recorder::close);
        return signals.map(StopSignals::exitCode).orElse(0);
    }

    /** Leaves no video, unless it is finished. */
    @Override
    public void close() {
        end(Recorder::discard);
    }

    private void end(Consumer<Recorder> ending) {
        try {
            recorder.ifPresent(ending);
        } finally {
            signals.ifPresent(StopSignals::close);
        }
    }
}
