package dqn.training;

/** The manifest of no run. */
public final class SampleManifest {
    /** Of one that began with weights of its own. */
    public static final RunManifest OF_NOTHING = new RunManifest(
            "2020-01-01T00:00:00Z",
            "1",
            "unknown",
            "jvm",
            "os",
            "cpu",
            2,
            "dl4j",
            "float32",
            1,
            7,
            "md5",
            RunManifest.OWN);

    private SampleManifest() {}
}
