package dqn.training;

import dqn.core.ConfigException;
import dqn.core.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of the installation's {@code config} folder.
 *
 * @param folder that holds them
 */
public record Presets(Path folder) {
    /** The preset that names every key, and that all others stand on. */
    public static final String DEFAULT = "default";

    private static final String SUFFIX = ".yaml";

    /** Those of this installation: in {@code config} under the system property {@code dqn.home}, else here. */
    public static Presets installed() {
        return new Presets(Path.of(System.getProperty("dqn.home", ""), "config"));
    }

    /** Their names, sorted. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigException(
                    "the presets cannot be read from " + folder.toAbsolutePath()
                            + ": start the program with its launcher, or set -Ddqn.home to the folder of the program",
                    e);
        }
    }

    /** The file of a preset; throws a sentence with the nearest name if there is none. */
    public Path file(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new ConfigException("there is no preset " + name
                    + Nearest.to(name, names)
                            .map(nearest -> ": did you mean " + nearest + "?")
                            .orElse(": presets are " + String.join(", ", names)));
        }
        return folder.resolve(name + SUFFIX);
    }

    /** What a preset is, from the first line of its file, a comment. */
    public String description(String name) {
        String first = YamlText.of(file(name)).text().lines().findFirst().orElse("");
        return first.startsWith("#") ? first.substring(1).strip() : "";
    }
}
