package dqn.training;

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
        int threads,
        long seed,
        String rom) {}
