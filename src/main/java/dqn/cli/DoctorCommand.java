package dqn.cli;

import dqn.cli.Finding.Level;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dqn doctor}: says whether a training would begin here and come to its end, and how fast it would be. */
@Command(
        name = "doctor",
        description = "Checks that everything a training needs is there, and how fast this computer is.",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  dqn doctor                                          for the default preset",
            "  dqn doctor --game breakout --preset nature",
            "",
            "Exit code 0 if a training would work with what is here, 1 if something is wrong; the line tells what to do."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions configuration;

    @Option(names = "--json", order = 91, description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Checkup checkup = new Checkup(new GameChoice(configuration));
        PrintWriter out = spec.commandLine().getOut();
        List<Finding> findings = checkup.run(
                json
                        ? finding -> {}
                        : finding -> {
                            out.println(finding);
                            out.flush();
                        });
        boolean well = findings.stream().noneMatch(finding -> finding.level() == Level.FAIL);
        if (json) {
            out.println(Json.write(document(findings, well)));
            out.flush();
        }
        return well ? 0 : 1;
    }

    private static Map<String, Object> document(List<Finding> findings, boolean well) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("well", well);
        document.put("findings", findings.stream().map(Finding::toMap).toList());
        return document;
    }
}
