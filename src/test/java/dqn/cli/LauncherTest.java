package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher as in an unpacked archive, where there is nothing to build. The jar is one that only leads to the classes
 * under test; where a test looks at what Java is started with, a shell script stands in for Java.
 */
class LauncherTest {
    @TempDir
    private Path temporary;

    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")) && Files.exists(Path.of("/bin/bash")), "no bash here");
        home = Files.createDirectories(temporary.resolve("a folder"));
        Files.createDirectories(home.resolve("lib"));
        Files.copy(Path.of("dqn"), home.resolve("dqn"));
        assertThat(home.resolve("dqn").toFile().setExecutable(true)).isTrue();
        writeJar(home.resolve("lib/dqn.jar"));
    }

    @Test
    void runsFromAnotherFolderThroughLinksToIt() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), home.resolve("dqn"));
        Path relative = Files.createSymbolicLink(temporary.resolve("dqn"), link.getFileName());

        Ended roms = run(Map.of(), relative, "roms", "list");

        assertThat(roms.out())
                .containsPattern("(?m)^open_invaders +ready$")
                .containsPattern("(?m)^space_invaders +missing$")
                .hasLineCount(105);
        assertThat(roms.exitCode()).isZero();
        assertThat(run(Map.of(), relative, "roms", "verify").out()).contains("in " + home.resolve("roms"));
    }

    /** A shell that looks for folders elsewhere finds another of that name, and tells it on standard output. */
    @Test
    void isNotMisledByCdpath() throws Exception {
        Path elsewhere = temporary.resolve("elsewhere");
        Files.createDirectories(elsewhere.resolve(home.getFileName()));

        Ended verified = run(
                Map.of("CDPATH", elsewhere.toString()),
                Path.of("/bin/bash"),
                "-c",
                "exec '" + home.getFileName() + "/dqn' roms verify");

        assertThat(verified.out()).contains("in " + home.resolve("roms"));
    }

    @Test
    void handsOnTheExitCodeAndBothStreams() throws Exception {
        assertThat(run(Map.of(), home.resolve("dqn"), "--help").out()).contains("Usage: dqn");
        Ended wrong = run(Map.of(), home.resolve("dqn"), "--no-such");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("--no-such");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 3",
        "train --threads 5, 5",
        "train --threads=5, 5",
        "train --set a.b=1 --set compute.threads=6, 6",
        "train --preset fast, 7",
        "train --preset=fast --threads 5, 5",
        "train --threads auto, 3"
    })
    void tellsJavaTheThreads(String arguments, String threads) throws Exception {
        assertThat(threads(arguments)).startsWith(threads + " ");
    }

    @ParameterizedTest
    @CsvSource({"'', 4", "train --threads 5, 5", "train --preset fast, 4"})
    void takesTheNumberOfAllRunsBeforeThatOfAFile(String arguments, String threads) throws Exception {
        assertThat(threads(arguments, Map.of("DQN_THREADS", "4"))).startsWith(threads + " ");
    }

    /** The fast engine has threads of its own; DL4J has OpenMP's. */
    @ParameterizedTest
    @CsvSource({
        "train --threads 5, 5 1",
        "train --threads 5 --backend onednn, 5 1",
        "train --threads 5 --backend dl4j, 5 5",
        "train --threads 5 --backend=dl4j, 5 5",
        "train --set compute.backend=dl4j, 3 3",
        "train --preset slow, 8 8",
        "train --preset slow --backend auto, 8 1"
    })
    void setsTheThreadsOfOpenMpBeforeJavaStarts(String arguments, String threads) throws Exception {
        assertThat(threads(arguments)).isEqualTo(threads + "\n");
    }

    private String threads(String arguments) throws Exception {
        return threads(arguments, Map.of());
    }

    /** The engine's and OpenMP's, as Java sees them. */
    private String threads(String arguments, Map<String, String> more) throws Exception {
        Files.createDirectory(home.resolve("config"));
        Files.writeString(home.resolve("config/fast.yaml"), "# threads: 9\ncompute: {backend: auto, threads: 7}\n");
        Files.writeString(home.resolve("config/slow.yaml"), "compute:\n  backend: dl4j\n  threads: 8\n");
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of("JAVA_HOME", fakeJava("17.0.1").toString(), "OMP_NUM_THREADS", "3"));

        return run(environment, home.resolve("dqn"), arguments.split(" ")).out();
    }

    @Test
    void refusesAnOldJava() throws Exception {
        Ended ended = run(Map.of("JAVA_HOME", fakeJava("1.8.0_392").toString()), home.resolve("dqn"), "--help");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("dqn: This Java is too old (8): install a JDK 17 or newer, or set JAVA_HOME to one.\n");
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Ended ended = run(Map.of("JAVA_HOME", temporary.toString()), home.resolve("dqn"), "--help");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).startsWith("dqn: There is no Java").hasLineCount(1);
    }

    @Test
    void knowsJavaWithOptionsFromTheEnvironment() throws Exception {
        Ended ended = run(Map.of("JAVA_TOOL_OPTIONS", "-Da=b"), home.resolve("dqn"), "--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("dqn ");
    }

    @Test
    void refusesAHeapThatIsNoSize() throws Exception {
        Ended ended = run(Map.of("DQN_HEAP", "much"), home.resolve("dqn"), "--version");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("dqn: DQN_HEAP is much: set it to a size such as 2g.\n");
    }

    @ParameterizedTest
    @CsvSource({"100m, -Xmx100m -Xms100m", "1g, -Xmx1024m -Xms256m", "70000k, -Xmx68m -Xms68m"})
    void aTrainingTakesNoMoreThanItsHeap(String heap, String options) throws Exception {
        Path jdk = fakeJava("17.0.1", "$*");
        Ended ended = run(Map.of("JAVA_HOME", jdk.toString(), "DQN_HEAP", heap), home.resolve("dqn"), "train");

        assertThat(ended.out().split(" ")).contains(options.split(" "));
        assertThat(run(Map.of("DQN_HEAP", "63m"), home.resolve("dqn"), "train").err())
                .isEqualTo("dqn: DQN_HEAP is 63m: set it to 64m or more.\n");
    }

    @Test
    void saysWhenTooFewFilesMayBeOpen() throws Exception {
        String command = "ulimit -n 100; '" + home.resolve("dqn") + "' --version";

        Ended ended = run(Map.of(), Path.of("/bin/bash"), "-c", command);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("dqn: Only 100 files may be open at once: allow more by 'ulimit -n 1024'.\n");
    }

    @Test
    void tellsWhenItsResultsCannotBeWritten() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no full device here");
        Path shell = Path.of("/bin/bash");

        Ended ended = run(Map.of(), shell, "-c", "'" + home.resolve("dqn") + "' roms list >/dev/full");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("dqn: Standard output did not take all")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "xx_XX.UTF-8"})
    void understandsNamesOutsideAsciiWithoutALocale(String locale) throws Exception {
        String command = "'" + home.resolve("dqn") + "' eval --checkpoint $(printf 'l\\303\\244uf')";

        assertThat(run(Map.of("LC_ALL", locale), Path.of("/bin/bash"), "-c", command)
                        .err())
                .contains("There is no l\u00e4uf: ");
    }

    /** As in a checkout whose sources were edited while a sweep goes on. */
    @Test
    void buildsNothingUnderASweep() throws Exception {
        builtInPlace();
        Files.createDirectories(home.resolve("src/main"));
        Path edited = Files.writeString(home.resolve("pom.xml"), "edited");
        Files.setLastModifiedTime(edited, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(run(Map.of("DQN_NO_BUILD", "1"), home.resolve("dqn"), "--version")
                        .out())
                .startsWith("dqn ");
        assertThat(run(Map.of(), home.resolve("dqn"), "--version").exitCode()).isEqualTo(1); // it cannot be built
    }

    /** What is built while a sweep goes on takes the place of the jar, not of the one that its trials are started from. */
    @Test
    void aSweepKeepsTheJarThatItBeganWith() throws Exception {
        Path lib = builtInPlace();
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "");
        FileTime built = FileTime.from(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
        Files.setLastModifiedTime(lib.resolve("dqn.jar"), built);
        Path kept = lib.resolve("dqn-" + built.to(TimeUnit.SECONDS) + ".jar");

        String said = "$DQN_JAR $(echo \"$*\" | sed \"s/.*-jar //\")";
        Map<String, String> java = Map.of("JAVA_HOME", fakeJava("17", said).toString());
        assertThat(run(java, home.resolve("dqn"), "sweep", "status").out().strip())
                .isEqualTo(lib.resolve("dqn.jar") + " sweep status");
        assertThat(kept).doesNotExist();
        for (int again = 0; again < 2; again++) {
            assertThat(run(java, home.resolve("dqn"), "sweep", "--out", "x")
                            .out()
                            .strip())
                    .isEqualTo(kept + " " + kept + " sweep --out x");
        }
        assertThat(run(java, home.resolve("dqn"), "--verbose", "sweep", "--out", "x")
                        .out()
                        .strip())
                .isEqualTo(kept + " " + kept + " --verbose sweep --out x");
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(90)));
        Files.delete(lib.resolve("dqn.jar"));
        Map<String, String> trial = Map.of("JAVA_HOME", java.get("JAVA_HOME"), "DQN_JAR", kept.toString());
        assertThat(run(trial, home.resolve("dqn"), "train").out().strip()).isEqualTo(kept + " " + kept + " train");
    }

    @Test
    void aSweepSaysThatItsJarCannotBeKept() throws Exception {
        Path lib = builtInPlace();
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        String half = "#!/bin/sh\n[ ${0##*/} = ln ] || echo half >\"$3\"\necho denied >&2\nexit 1\n";
        for (String program : List.of("ln", "cp")) {
            assertThat(Files.writeString(bin.resolve(program), half).toFile().setExecutable(true))
                    .isTrue();
        }

        Ended ended = sweep(Map.of("PATH", bin + ":" + System.getenv("PATH")));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("dqn: " + lib + " cannot take the jar of this sweep: make room there.\n");
        assertThat(lib.toFile().list()).containsExactly("dqn.jar");
    }

    /** As where an administrator has built it for all. */
    @Test
    void aSweepStartsWhereItsJarCannotBeKept() throws Exception {
        Path lib = builtInPlace();
        assertThat(lib.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(lib), "may write everywhere");

        assertThat(sweep(Map.of()).out().strip()).isEqualTo(lib.resolve("dqn.jar") + " sweep --out x");
    }

    /** The folder of its jar. */
    private Path builtInPlace() throws IOException {
        Files.delete(home.resolve("lib/dqn.jar"));
        Path lib = Files.createDirectories(home.resolve("target/lib"));
        writeJar(lib.resolve("dqn.jar"));
        return lib;
    }

    private Ended sweep(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        String java = fakeJava("17", "$(echo \"$*\" | sed \"s/.*-jar //\")").toString();
        environment.putAll(Map.of("JAVA_HOME", java, "DQN_NO_BUILD", "1"));
        return run(environment, home.resolve("dqn"), "sweep", "--out", "x");
    }

    private record Ended(int exitCode, String out, String err) {}

    private Ended run(Map<String, String> environment, Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .keySet()
                .removeAll(List.of("DQN_THREADS", "DQN_HEAP", "DQN_NO_BUILD", "DQN_JAR", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Ended(exitCode, Files.readString(out), Files.readString(err));
    }

    /** A JAVA_HOME whose Java tells this version, and otherwise the numbers of threads that it was given. */
    private Path fakeJava(String version) throws IOException {
        return fakeJava(version, "$(echo \"$*\" | sed \"s/.*-Ddqn.threads=\\([0-9]*\\).*/\\1 $OMP_NUM_THREADS/\")");
    }

    /** A JAVA_HOME whose Java tells this version, and otherwise {@code said}. */
    private Path fakeJava(String version, String said) throws IOException {
        Path java = Files.createDirectories(temporary.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2024-01-01' >&2; else echo "%s"; fi
                """.formatted(version, said), StandardCharsets.US_ASCII);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return temporary.resolve("jdk");
    }

    private static void writeJar(Path file) throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(":", -1))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "dqn.cli.Main");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }
}
