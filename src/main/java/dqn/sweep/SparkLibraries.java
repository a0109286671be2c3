package dqn.sweep;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Apache Spark, whose libraries lie in a folder of their own and come in other versions than this program's: so they are
 * loaded beside it, and see of it only what they are to see.
 */
public final class SparkLibraries {
    private SparkLibraries() {}

    /**
     * The provider of an engine, out of {@code dqn-spark.jar}.
     *
     * @param folder that holds it, and Spark's libraries in {@code jars}
     * @throws DqnException if there is none
     */
    public static ClusterProvider load(Path folder) {
        List<URL> jars = new ArrayList<>(jars(folder.resolve("jars")));
        jars.addAll(jars(folder));
        ClassLoader loader = new URLClassLoader("spark", jars.toArray(URL[]::new), new ProgramView());
        return ServiceLoader.load(ClusterProvider.class, loader)
                .findFirst()
                .orElseThrow(() -> new DqnException("Spark is not there (" + folder
                        + "): fetch it once, 220 MB, by `mvn -q -Pspark -DskipTests package` in a clone of this"
                        + " program's sources, which no release archive has, and start that clone's dqn."));
    }

    private static List<URL> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> jars = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(file.toUri().toURL());
            }
            return jars;
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a path has a URL", e);
        } catch (IOException e) {
            throw new DqnException(folder + " cannot be read (" + DurableFiles.reason(e) + "): give access to it.", e);
        }
    }

    /** Java's own classes, this program's, and the log that both write to. */
    private static final class ProgramView extends ClassLoader {
        ProgramView() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("dqn.") || name.startsWith("org.slf4j.")) {
                return SparkLibraries.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
