package dqn.cli;

import dqn.agent.Policy;
import dqn.agent.RandomPolicy;
import dqn.core.FrameSpec;
import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.env.EnvironmentFactory;
import dqn.preprocess.StageViewer;
import dqn.render.Images;
import dqn.render.Sheet;
import dqn.training.ObservedEnvironment;
import dqn.training.RunConfig;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pictures of the preprocessing at work, as the agent's own stages make them. */
final class PipelinePictures {
    private static final String SHEET = "pipeline.png";

    /** Keeps what the stages have made of the last observation, by name. */
    private static final class Stages implements StageViewer {
        private Map<String, BufferedImage> made = new LinkedHashMap<>();

        @Override
        public void frames(String what, FrameSpec shape, byte[] interleaved) {
            for (int i = 0; i < shape.frames(); i++) {
                String name = shape.frames() == 1 ? what : what + " " + (i + 1);
                made.put(name, Images.ofFrame(shape, interleaved, i));
            }
        }

        @Override
        public void picture(String stage, ObservationSpec shape, byte[] planes) {
            made.put(stage, Images.ofPlanes(shape, planes, 0, shape.channels()));
        }

        Map<String, BufferedImage> take() {
            Map<String, BufferedImage> taken = made;
            made = new LinkedHashMap<>();
            return taken;
        }
    }

    private final RunConfig config;
    private final Path directory;
    private final Stages stages = new Stages();
    private final Sheet sheet = new Sheet();

    /** As configured, of an agent that sees the screen, into a folder that exists. */
    PipelinePictures(RunConfig config, Path directory) {
        this.config = config;
        this.directory = directory;
    }

    /** Plays at random up to this agent step, and draws what is seen before and after it; returns the file with it all. */
    Path draw(EnvironmentFactory games, int step, RandomStream random) throws IOException {
        try (ObservedEnvironment environment = new ObservedEnvironment(
                games, config.environment(), config.observation(), random.nextLong(Long.MAX_VALUE), stages)) {
            Policy policy = new RandomPolicy(random, environment.actions().size());
            begin(environment);
            for (int i = 1; i < step; i++) {
                stages.take();
                environment.step(policy.act(environment.stack()));
                if (!environment.isRunning()) {
                    begin(environment);
                }
            }
            keep("before", "before: ", environment);
            int action = policy.act(environment.stack());
            environment.step(action);
            keep("after", "after " + environment.actions().get(action) + ": ", environment);
            return write(SHEET, sheet.draw());
        }
    }

    private void begin(ObservedEnvironment environment) {
        stages.take();
        environment.reset();
    }

    private void keep(String when, String title, ObservedEnvironment environment) throws IOException {
        sheet.beginRow();
        int number = 1;
        for (Map.Entry<String, BufferedImage> stage : stages.take().entrySet()) {
            BufferedImage picture = stage.getValue();
            sheet.add(title + stage.getKey() + ", " + picture.getWidth() + " x " + picture.getHeight(), picture);
            write(when + "-" + number++ + "-" + stage.getKey().replace(' ', '-') + ".png", picture);
        }
        sheet.beginRow();
        int channels = environment.frameSpec().channels();
        int count = environment.stackSpec().channels() / channels;
        for (int i = 0; i < count; i++) {
            BufferedImage picture =
                    Images.ofPlanes(environment.stackSpec(), environment.stack(), i * channels, channels);
            sheet.add(title + "stack " + (i + 1) + " of " + count, picture);
            write(when + "-stack-" + (i + 1) + ".png", picture);
        }
    }

    private Path write(String name, BufferedImage picture) throws IOException {
        return Images.write(picture, directory.resolve(name));
    }
}
