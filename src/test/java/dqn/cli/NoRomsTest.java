package dqn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program without ROMs, in a process that finds only a pip without a network. */
class NoRomsTest {
    private static final String INSTEAD =
            "This run trains Open Invaders, the program's own game, instead of Space Invaders: pip could not download";
    private static final String[] SMALL = {
        "--agent-steps",
        "200",
        "--set",
        "network.layers=[{conv: {filters: 4, kernel: 8, stride: 8}}, {dense: 16}]",
        "--set",
        "replay={start: 100, capacity: 1_000}"
    };

    @TempDir
    private Path home;

    private Path run;

    /** What a process said, and its exit code. */
    private record Ended(int exitCode, String out, List<String> err) {
        /** Its last line but for logs. */
        String error() {
            return err.get(err.size() - 1);
        }
    }

    @BeforeEach
    void installWithoutRoms() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "this system has no shell");
        run = home.resolve("run");
        Files.createDirectories(home.resolve("config"));
        try (Stream<Path> presets = Files.list(Path.of("config"))) {
            for (Path preset : (Iterable<Path>) presets::iterator) {
                Files.copy(preset, home.resolve("config").resolve(preset.getFileName()));
            }
        }
        Path pip = Files.createDirectory(home.resolve("bin")).resolve("pip");
        Files.writeString(pip, "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\necho 'ERROR: no network'\nexit 1\n");
        assertThat(pip.toFile().setExecutable(true)).isTrue();
    }

    private Ended train(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(Stream.of("train"), Stream.of(arguments)).toArray(String[]::new));
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = CommandLines.program(home, "-Xmx512m", "-XX:MaxDirectMemorySize=1t");
        command.addAll(List.of(arguments));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("PATH", home.resolve("bin").toString());
        int exitCode = builder.start().waitFor();
        return new Ended(exitCode, Files.readString(out), Files.readAllLines(err));
    }

    private Ended begin(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--run", run.toString()));
        all.addAll(List.of(SMALL));
        all.addAll(List.of(arguments));
        return train(all.toArray(String[]::new));
    }

    @Test
    void theProgramsOwnGameIsTrainedAndNeverCalledOtherwise() throws Exception {
        Ended ended = begin();

        assertThat(ended.exitCode()).as(ended.err().toString()).isZero();
        assertThat(ended.err()).filteredOn(line -> line.contains(INSTEAD)).hasSize(1);
        assertThat(ended.out()).hasLineCount(1).startsWith("open_invaders: ");
        assertThat(run.resolve("config.yaml"))
                .content()
                .contains("game: open_invaders", "over: 13000}"); // the decay of its own preset
        for (String file : new String[] {"config.yaml", "manifest.json", "train.log"}) {
            assertThat(run.resolve(file)).content().doesNotContain("space_invaders");
        }

        Ended longer = train("--resume", run.toString(), "--agent-steps", "300");
        assertThat(longer.exitCode()).as(longer.err().toString()).isZero();
        assertThat(longer.out()).startsWith("open_invaders: 1,200 frames");
        assertThat(longer.err()).noneMatch(line -> line.contains("instead of") || line.contains("pip"));
    }

    @Test
    void aFileThatNamesNoGameLeavesItToTheProgram() throws Exception {
        Path file = Files.writeString(home.resolve("mine.yaml"), "seed: 5\n");

        Ended ended = begin("--config", file.toString());

        assertThat(ended.exitCode()).as(ended.err().toString()).isZero();
        assertThat(ended.out()).startsWith("open_invaders: ");
        assertThat(ended.err()).anyMatch(line -> line.contains(INSTEAD));
        assertThat(run.resolve("config.yaml")).content().contains("over: 125000}"); // the default's, as the file has it
    }

    @Test
    void aPresetThatNamesNoGameStays() throws Exception {
        Ended ended = begin("--preset", "nature");

        assertThat(ended.exitCode()).as(ended.err().toString()).isZero();
        assertThat(ended.out()).startsWith("open_invaders: ");
        assertThat(run.resolve("config.yaml")).content().contains("rmsPropCentered", "distribution: none");
    }

    @Test
    void aGameThatWasNamedIsNotReplaced() throws Exception {
        Ended ended = begin("--game", "space_invaders");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.error())
                .startsWith("dqn: pip could not download")
                .contains("ERROR: no network", "'dqn roms import PATH'");
        assertThat(ended.out()).isEmpty();
        assertThat(run).doesNotExist();
    }

    /** What `dqn train` does by itself keeps nobody from training. */
    @Test
    void theDoctorLooksAtTheRestWithTheProgramsOwnGame() throws Exception {
        Ended ended = run("doctor");

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(ended.out())
                .containsPattern("warn +ROMs .* space_invaders is missing: 'dqn train' fetches it")
                .contains("enough for this configuration of open_invaders", " free for runs, ", " agent steps/s ")
                .containsPattern("a run may take [0-9.]+ MB"); // by its preset; the default's takes more than a GB
        assertThat(ended.err()).noneMatch(line -> line.contains("pip"));
    }

    /** Which {@code dqn train} would refuse to train too. */
    @Test
    void theDoctorFailsWithoutTheRomOfAGameThatWasNamed() throws Exception {
        Ended ended = run("doctor", "--game", "breakout");

        assertThat(ended.exitCode()).as(ended.out()).isEqualTo(1);
        assertThat(ended.out())
                .containsPattern("fail +ROMs +The ROM of breakout is missing .*: run 'dqn roms fetch'")
                .doesNotContain("memory");
    }

    @Test
    void aBadRomIsToldInsteadOfReplaced() throws Exception {
        Path rom = Files.createDirectories(home.resolve("roms")).resolve("space_invaders.bin");
        Files.writeString(rom, "not a game");

        Ended ended = begin();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.error()).startsWith("dqn: " + rom + " is cut short").contains("remove it");
        assertThat(run).doesNotExist();
    }
}
