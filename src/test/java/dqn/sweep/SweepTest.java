package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.Logged;
import dqn.training.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole sweeps of a program that has its result at once; the score of a run is its seed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "trials are started by a shell")
class SweepTest {
    @TempDir
    private Path temporary;

    private SweepFolder begin(String name, Plan plan) {
        SweepFolder folder = new SweepFolder(temporary.resolve(name));
        folder.create();
        folder.begin(plan, Map.of("catch", new ConfigLoader().resolvePreset("catch", List.of())));
        return folder;
    }

    private static long run(SweepFolder folder, StubProgram program, int slots) {
        return new Sweep(folder, folder.readPlan(), new LocalEngine(slots), program.file()).run();
    }

    private StubProgram program(String before) throws Exception {
        return new StubProgram(temporary.resolve("bin"), before);
    }

    @Test
    void givesTheSameBytesInOneSlotAndInThree() throws Exception {
        StubProgram program = program("");
        SweepFolder one = begin("one", Plans.of(3, 2, 2, 500L));
        SweepFolder three = begin("three", Plans.of(3, 2, 2, 500L));

        assertThat(run(one, program, 1)).isZero();
        assertThat(run(three, program, 3)).isZero();

        assertThat(Files.readString(one.results())).isEqualTo("""
                game,seed,settings,score,games,frames,trial
                catch,1,agent.nStep=1,1.0,1,500,1
                catch,2,agent.nStep=1,2.0,1,500,2
                catch,1,agent.nStep=2,1.0,1,500,3
                catch,2,agent.nStep=2,2.0,1,500,4
                catch,1,agent.nStep=3,1.0,1,500,5
                catch,2,agent.nStep=3,2.0,1,500,6
                """);
        assertThat(Files.readString(three.results())).isEqualTo(Files.readString(one.results()));
        assertThat(program.calls().get(0))
                .isEqualTo("train --config " + one.path().resolve("config/catch.yaml") + " --seed 1 --frames 500 --run "
                        + one.path().resolve("trials/0001"));
    }

    @Test
    void repeatsNothingThatIsFinished() throws Exception {
        StubProgram program = program("");
        SweepFolder folder = begin("sweep", Plans.of(2, 2, 2, 500L));
        run(folder, program, 2);
        String results = Files.readString(folder.results());
        Files.delete(folder.results());

        run(folder, program, 2);

        assertThat(program.calls()).hasSize(4);
        assertThat(Files.readString(folder.results())).isEqualTo(results);
    }

    /** Killed while it wrote a row, and while a trial was under way. */
    @Test
    void goesOnWithWhatWasBegun() throws Exception {
        StubProgram program = program("");
        SweepFolder folder = begin("sweep", Plans.of(2, 1, 2, 500L));
        Files.writeString(folder.ended(), History.ENDED + "\n1,0,done,7.0,3,500\n2,0,do");
        Path second = Files.createDirectories(folder.run(folder.readPlan().trial(2)));
        Files.writeString(second.resolve("config.yaml"), "");

        run(folder, program, 1);

        assertThat(program.calls()).containsExactly("train --resume " + second + " --threads 1 --frames 500");
        assertThat(Files.readString(folder.ended()))
                .isEqualTo(History.ENDED + "\n1,0,done,7.0,3,500\n2,0,done,0.0,1,500\n");
        assertThat(Files.readString(folder.results())).contains("catch,1,agent.nStep=1,7.0,3,500,1");
    }

    @Test
    void triesAFailingTrialOnceMore() throws Exception {
        StubProgram program = program("[ -f $run/tried ] || { touch $run/tried; echo 'out of luck'; exit 3; }");
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, program, 1)).isZero();
            assertThat(String.join("\n", log.lines()))
                    .contains("Trial 1 (catch, seed 1, agent.nStep=1) failed, and is tried once more: exit code 3")
                    .contains("\n  out of luck\n");
        }
        assertThat(program.calls()).hasSize(2);
        assertThat(program.calls().get(1)).startsWith("train --resume ");
        assertThat(Files.readString(folder.results())).contains("catch,1,agent.nStep=1,1.0,1,500,1");
    }

    @Test
    void goesOnWithoutATrialThatFailsAgainAndTriesItWhenStartedAgain() throws Exception {
        StubProgram failing = program("""
                if [ $seed = 2 ]; then
                    for i in 1 2 3 4 5 6; do echo "line $i" >&2; done
                    exit 1
                fi
                """);
        SweepFolder folder = begin("sweep", Plans.of(1, 3, 2, 500L));

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, failing, 1)).isEqualTo(1);
            assertThat(String.join("\n", log.lines()))
                    .contains("Trial 2 (catch, seed 2, agent.nStep=1) failed again, and the sweep goes on without it:")
                    .contains("\n  line 2\n  line 3\n  line 4\n  line 5\n  line 6");
        }
        assertThat(Files.readString(folder.results())).isEqualTo("""
                game,seed,settings,score,games,frames,trial
                catch,1,agent.nStep=1,1.0,1,500,1
                catch,2,agent.nStep=1,,0,0,2
                catch,3,agent.nStep=1,3.0,1,500,3
                """);
        Ranking ranking = Ranking.of(folder).get(0);
        assertThat(ranking.entries()).isEmpty();
        assertThat(ranking.others()).isEqualTo(1);
        assertThat(Status.of(folder).failed()).isEqualTo(1);

        assertThat(run(folder, program(""), 1)).isZero();
        assertThat(Files.readString(folder.results())).contains("catch,2,agent.nStep=1,2.0,1,500,2");
    }

    @Test
    void failsATrialThatLeavesNoTables() throws Exception {
        StubProgram program = program("exit 0");
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));

        assertThat(run(folder, program, 1)).isEqualTo(1);
        assertThat(Files.readString(folder.results())).contains("catch,1,agent.nStep=1,,0,0,1");
    }

    @Test
    void trainsTheBetterHalfOn() throws Exception {
        // the score is the number of steps, which only the arguments of the beginning tell: the stub keeps it as a seed
        StubProgram program =
                program("[ $frames = 500 ] && echo ${run##*/} | sed 's/^0*//' > $run/seed; seed=$(cat $run/seed)");
        SweepFolder folder = begin("sweep", Plans.of(4, 1, 2, 500L, 1000L));

        run(folder, program, 1);

        assertThat(Files.readString(folder.promotions())).isEqualTo("""
                candidate,to_rung,score,game,settings
                2,1,2.0,catch,agent.nStep=2
                3,1,3.0,catch,agent.nStep=3
                4,1,4.0,catch,agent.nStep=4
                """);
        assertThat(program.calls())
                .contains("train --resume " + folder.path().resolve("trials/0004") + " --threads 1 --frames 1000");
        assertThat(Files.readString(folder.results())).isEqualTo("""
                game,seed,settings,score,games,frames,trial
                catch,1,agent.nStep=1,1.0,1,500,1
                catch,1,agent.nStep=2,2.0,1,1000,2
                catch,1,agent.nStep=3,3.0,1,1000,3
                catch,1,agent.nStep=4,4.0,1,1000,4
                """);
        assertThat(Ranking.of(folder).get(0).entries())
                .extracting(entry -> entry.rung() + " " + entry.label())
                .containsExactly("1 agent.nStep=4", "1 agent.nStep=3", "1 agent.nStep=2", "0 agent.nStep=1");
        long before = program.calls().size();
        run(folder, program, 1);
        assertThat(program.calls()).hasSize((int) before);
    }

    @Test
    void stopsItsTrialsAndWaitsUntilTheyHaveSavedThemselves() throws Exception {
        StubProgram program = program(
                "trap 'sleep 0.3; touch $run/saved; exit 143' TERM; touch $run/runs; while :; do sleep 0.05; done");
        SweepFolder folder = begin("sweep", Plans.of(1, 2, 2, 500L));
        Path first = folder.run(folder.readPlan().trial(1));
        Sweep sweep = new Sweep(folder, folder.readPlan(), new LocalEngine(1), program.file());
        Thread stopper = new Thread(() -> {
            while (Files.notExists(first.resolve("runs"))) {
                Thread.onSpinWait();
            }
            sweep.requestStop();
        });
        stopper.start();

        assertThat(sweep.run()).isZero();

        stopper.join();
        assertThat(first.resolve("saved")).exists();
        assertThat(program.calls()).hasSize(1);
        assertThat(Files.readString(folder.results())).hasLineCount(1);
    }

    @Test
    void aTrialIsNotReachedByWhatATerminalSendsToAll() throws Exception {
        StubProgram program =
                program("trap 'touch $run/saved; exit 143' TERM; touch $run/runs; while :; do sleep 0.05; done");
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));
        Path run = folder.run(folder.readPlan().trial(1));
        Work work = new Programs(folder, folder.readPlan(), program.file())
                .of(new Job(folder.readPlan().trial(1), 0));
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        Thread worker = new Thread(() -> {
            try {
                work.carryOut();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // by this test, below
            }
        });
        worker.start();
        while (Files.notExists(run.resolve("runs"))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        ProcessHandle started = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .findFirst()
                .orElseThrow();
        new ProcessBuilder("kill", "-INT", Long.toString(started.pid())).start().waitFor();
        new ProcessBuilder("kill", "-HUP", Long.toString(started.pid())).start().waitFor();
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(run.resolve("saved")).doesNotExist(); // what a terminal sends to all does not reach it
        worker.interrupt();
        worker.join();
        assertThat(run.resolve("saved")).exists();
    }

    @Test
    void refusesADamagedHistory() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));
        Files.writeString(folder.ended(), History.ENDED + "\n9,0,done,7.0,3,500\n", StandardOpenOption.CREATE);

        assertThatThrownBy(() -> run(folder, program(""), 1))
                .hasMessageContaining("ended.csv has a damaged row (9,0,done,7.0,3,500)");
    }
}
