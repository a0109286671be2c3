package dqn.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A shell script in the place of {@code dqn}: it keeps a list of its calls, and writes what a run would. */
final class StubProgram {
    private static final String HEAD = """
            #!/bin/sh
            calls=$(dirname "$0")/calls
            echo "$@" >> "$calls"
            seed=0; frames=1000
            while [ $# -gt 0 ]; do
                case $1 in
                    --run | --resume) run=$2 ;;
                    --seed) seed=$2 ;;
                    --frames) frames=$2 ;;
                esac
                shift
            done
            mkdir -p "$run"
            [ ! -f "$run/seed" ] || seed=$(cat "$run/seed")
            echo "$seed" > "$run/seed"
            touch "$run/config.yaml"
            """;
    private static final String TABLES = """
            printf 'frame_count,agent_step_count,score\\n%s,250,%s\\n' "$frames" "$seed" > "$run/episodes.csv"
            printf 'frame_count,agent_step_count\\n%s,250\\n' "$frames" > "$run/metrics.csv"
            """;

    private final Path file;

    /**
     * Writes the script.
     *
     * @param before shell commands that come before the tables are written, where {@code $run} and {@code $seed} are known
     */
    StubProgram(Path folder, String before) throws IOException {
        file = Files.writeString(Files.createDirectories(folder).resolve("stub"), HEAD + before + "\n" + TABLES);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    Path file() {
        return file;
    }

    /** What it was called with so far, a line each. */
    List<String> calls() throws IOException {
        Path calls = file.resolveSibling("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }
}
