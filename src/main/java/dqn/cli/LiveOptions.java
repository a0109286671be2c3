package dqn.cli;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a training is shown on a page while it goes on. */
final class LiveOptions {
    private static final Logger LOG = LoggerFactory.getLogger(LiveOptions.class);
    private static final String USUAL = "usual";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--live",
            order = 40,
            arity = "0..1",
            fallbackValue = USUAL,
            paramLabel = "PORT",
            description = "Show the training on a web page (port 8090, or a free one).")
    private String port;

    @Mixin
    private PageOptions page;

    /**
     * Takes the port, if a page is asked for, and says where the page will be: not in the run's log, for a secret in the
     * address is nothing to be kept.
     *
     * @throws dqn.core.DqnException if the port is taken
     */
    LivePage open() {
        if (port == null) {
            if (page.isGiven()) {
                throw Usage.error(spec, "--bind says where the page of --live is: add --live.");
            }
            return new LivePage(Optional.empty());
        }
        LivePage opened =
                new LivePage(Optional.of(page.open("--live", Optional.of(port).filter(text -> !text.equals(USUAL)))));
        LOG.info("Watch it at {}", opened.url());
        return opened;
    }
}
