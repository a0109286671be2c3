package dqn.cli;

import java.nio.file.Path;

/**
 * The folder that the program was started from: a checkout, or an unpacked archive.
 *
 * @param folder as the launcher found it
 */
record Home(Path folder) {
    /** The folder that the launcher names; without a launcher, the current one. */
    static Home find() {
        return new Home(Path.of(System.getProperty("dqn.home", "")));
    }

    /** Where the ROMs are kept. */
    Path roms() {
        return folder.resolve("roms");
    }

    /** Where Spark is, if it was fetched. */
    Path spark() {
        return folder.resolve("target/spark");
    }

    /** Where the agents are that come with the program. */
    Path models() {
        return folder.resolve("models");
    }
}
