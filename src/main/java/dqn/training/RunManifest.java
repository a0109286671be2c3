package dqn.training;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run was made by: the provenance of its results. The same bits can be expected only where all but {@code
 * started} agree.
 *
 * @param started when, ISO 8601 in UTC
 * @param version of this program
 * @param commit the source's git commit, or "unknown"
 * @param jvm name and version of the Java machine
 * @param os operating system and architecture
 * @param cpu the processor's name
 * @param cores logical processors available
 * @param backend what computes the network
 * @param precision of the network's arithmetic
 * @param threads threads that it uses
 * @param seed of the run
 * @param rom MD5 of the game's ROM
 */
public record RunManifest(
        String started,
        String version,
        String commit,
        String jvm,
        String os,
        String cpu,
        int cores,
        String backend,
        String precision,
        int threads,
        long seed,
        String rom) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** As {@code manifest.json} has it. */
    public String toJson() {
        return JSON.writeValueAsString(this) + "\n";
    }

    /** What computes the run, by name: where any of it is another, the same run comes to other bits. */
    public Map<String, String> maker() {
        return Map.of(
                "version", version,
                "commit", commit,
                "jvm", jvm,
                "cpu", cpu,
                "backend", backend,
                "precision", precision,
                "threads", Integer.toString(threads));
    }

    /**
     * How the maker of a checkpoint differs from this one.
     *
     * @param metadata of the checkpoint, with what {@link #maker} told then
     * @return such as {@code threads 4 instead of 2}; empty if it does not
     */
    public String differenceTo(Map<String, String> metadata) {
        return new TreeMap<>(maker())
                .entrySet().stream()
                        .filter(now -> !now.getValue().equals(metadata.get(now.getKey())))
                        .map(now -> now.getKey() + " " + now.getValue() + " instead of " + metadata.get(now.getKey()))
                        .collect(Collectors.joining(", "));
    }
}
