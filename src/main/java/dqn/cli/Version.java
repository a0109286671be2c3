package dqn.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of the program, as its build wrote it into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"dqn " + number()};
    }

    /** The version's number; a word in its place if the classes were not started from the jar. */
    static String number() {
        String number = Version.class.getPackage().getImplementationVersion();
        return number == null ? "unpackaged" : number;
    }
}
