package dqn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, as its build wrote it down. */
final class Version implements IVersionProvider {
    private static final Properties BUILD = read();

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/dqn/build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"dqn " + number() + " (" + commit() + ")"};
    }

    /** The version's number. */
    static String number() {
        return BUILD.getProperty("version");
    }

    /**
     * The source's git commit, with "-dirty" behind it if it was changed since; "unknown" if it was built outside a
     * repository.
     */
    static String commit() {
        String commit = BUILD.getProperty("commit");
        String changed = Boolean.parseBoolean(BUILD.getProperty("changed")) ? "-dirty" : "";
        return commit.startsWith("$") ? "unknown" : commit + changed;
    }
}
