package dqn.cli;

import picocli.CommandLine.Command;

/** {@code dqn bench}: how fast this machine is. */
@Command(
        name = "bench",
        description = "Measures how fast this machine is: the median of seven rounds, the fastest and the slowest.",
        subcommands = {
            BenchUpdateCommand.class,
            BenchActCommand.class,
            BenchEnvCommand.class,
            BenchReplayCommand.class,
            BenchTrainCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  dqn bench update                     one update of the Nature network, batch 32",
            "  dqn bench update --backend dl4j --threads 2",
            "  dqn bench act --json                 one action, as a JSON document",
            "  dqn bench env --envs 8               eight games at once, played at random",
            "  dqn bench replay --game pong         the replay's memory and one batch of it",
            "  dqn bench train                      the whole training loop"
        })
final class BenchCommand {}
