package dqn.training;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
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
 * @param init the weights that it began with, by their CRC-32; {@link #OWN}: those that its seed draws
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
        String rom,
        String init) {
    /** Of a run that was not given the weights of another. */
    public static final String OWN = "none";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Takes manifests too that were written before the first weights were told. */
    public RunManifest {
        init = init == null ? OWN : init;
    }

    /** Of a run that begins with these weights. */
    public RunManifest beginningWith(float[] parameters) {
        CRC32 crc = new CRC32();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES);
        for (float parameter : parameters) {
            crc.update(bytes.putFloat(0, parameter).array());
        }
        return beginningWith(String.format(Locale.ROOT, "%08x", crc.getValue()));
    }

    /** Of a run that began with these, as its manifest told then. */
    public RunManifest beginningWith(String weights) {
        return new RunManifest(
                started, version, commit, jvm, os, cpu, cores, backend, precision, threads, seed, rom, weights);
    }

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
