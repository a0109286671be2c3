package dqn.cli;

import dqn.training.ConfigLoader;
import dqn.training.Presets;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dqn presets}: what can be trained by name. */
@Command(
        name = "presets",
        description = "Lists the presets, or shows one with every key.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  dqn presets list                      what can be trained by name",
            "  dqn presets show nature > my.yaml     a file to change, for dqn train --config"
        })
public final class PresetsCommand {
    @Spec
    private CommandSpec spec;

    /** One line for each preset. */
    @Command(name = "list", description = "Shows the name and description of each preset.")
    int list() {
        Presets presets = Presets.installed();
        List<String> names = presets.names();
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        names.forEach(name -> out().println(name + " ".repeat(width - name.length() + 2) + presets.description(name)));
        out().flush();
        return 0;
    }

    /** The resolved file of one preset. */
    @Command(name = "show", description = "Shows the complete configuration of one preset.")
    int show(@Parameters(paramLabel = "NAME", description = "Name of the preset.") String name) {
        out().print(ConfigLoader.toYaml(new ConfigLoader().resolvePreset(name, List.of())));
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
