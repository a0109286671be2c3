package dqn.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.Logged;
import dqn.checkpoint.RunLock;
import dqn.core.DqnException;
import dqn.training.ConfigLoader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole sweeps of a program that has its result at once; the score of a run is its seed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
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
        return run(folder, program, new LocalEngine(slots));
    }

    private static long run(SweepFolder folder, StubProgram program, Engine engine) {
        return new Sweep(folder, folder.readPlan(), engine, program.file()).run();
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
        assertThat(ranking.incomplete()).isEqualTo(1);
        assertThat(Status.of(folder).failed()).isEqualTo(1);

        assertThat(run(folder, program(""), 1)).isZero();
        assertThat(Files.readString(folder.results())).contains("catch,2,agent.nStep=1,2.0,1,500,2");
    }

    @Test
    void failsATrialThatLeavesNoTables() throws Exception {
        StubProgram program = program("echo 'all is well'; exit 0");
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, program, 1)).isEqualTo(1);
            assertThat(String.join("\n", log.lines())).contains("metrics.csv cannot be read", "\n  all is well");
        }
        assertThat(program.calls()).hasSize(2);
        assertThat(Files.readString(folder.results())).contains("catch,1,agent.nStep=1,,0,0,1");
    }

    @Test
    void saysThatATrialHasNoScoreWithoutGames() throws Exception {
        Plan plan = Plans.of(1, 1, 2, 500L);
        SweepFolder folder = begin("sweep", plan);
        StubProgram program = program("frames=450"); // the window begins behind it

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, program, 1)).isZero();
            assertThat(String.join("\n", log.lines()))
                    .contains("has no score, since no game ended in its last 50 frames: set a larger objective.window");
        }
        assertThat(Ranking.of(folder).get(0)).returns(0, Ranking::incomplete).returns(1, Ranking::withoutGames);
    }

    /** It fails at its second rung; what it came to at the first stays. */
    @Test
    void keepsTheScoreOfTheRungBeforeAFailure() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(2, 1, 2, 500L, 1000L));

        assertThat(run(folder, program("[ $frames = 500 ] || exit 1"), 1)).isEqualTo(1);

        assertThat(Files.readString(folder.results())).contains("catch,1,agent.nStep=1,1.0,1,500,1");
        assertThat(Status.of(folder).failed()).isEqualTo(1);
        assertThat(Status.of(folder).lines())
                .filteredOn(line -> line.failed() == 1)
                .containsExactly(new Status.Line("catch", "agent.nStep=1", 1, 1, 1, 1.0));
    }

    /** What an engine does that cannot go on, in the second of three slots. */
    @Test
    void endsInAllSlotsWhenOneCannotGoOn() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(1, 5, 2, 500L));
        CountDownLatch started = new CountDownLatch(2);
        Engine engine = new TestEngine(3, work -> {
            if (!work.run().endsWith("2")) {
                started.countDown();
                new CountDownLatch(1).await(); // until it is told to stop
            }
            started.await();
            throw new IllegalStateException("lost the cluster\n at here");
        });

        StubProgram program = program("");

        assertThatThrownBy(() -> run(folder, program, engine))
                .isInstanceOf(DqnException.class)
                .hasMessage("The sweep cannot go on (java.lang.IllegalStateException: lost the cluster): start it again"
                        + " when that is mended.");
    }

    @Test
    void goesOnWhenAnEngineGivesOneJobUp() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(1, 2, 2, 500L));
        StubProgram program = program("");
        Engine engine = new TestEngine(1, work -> {
            if (work.run().endsWith("1")) {
                throw new DqnException("Spark gave it up");
            }
            return work.carryOut();
        });

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, program, engine)).isEqualTo(1);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("failed again") && line.contains("Spark gave it up"));
        }
        assertThat(Files.readString(folder.ended()))
                .isEqualTo(History.ENDED + "\n1,0,failed,,0,0\n2,0,done,2.0,1,500\n");
    }

    /** A folder in the place of its log, as where a process cannot be started: the next trial may have more luck. */
    @Test
    void goesOnWithoutATrialThatCannotBeStarted() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(1, 2, 2, 500L));
        StubProgram program = program("");
        Files.createDirectories(folder.log(folder.readPlan().trial(1)));

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, program, 1)).isEqualTo(1);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("failed, and is tried once more: it cannot be carried out")
                            && line.contains("0001.log"))
                    .anyMatch(line -> line.contains("failed again, and the sweep goes on without it: it cannot"));
        }
        assertThat(Files.readString(folder.ended()))
                .isEqualTo(History.ENDED + "\n1,0,failed,,0,0\n2,0,done,2.0,1,500\n");
    }

    /** Its training came to its end, but its disk let it save nothing. */
    @Test
    void failsATrialWithoutACheckpointToEvaluate() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));
        Plan plan = folder.readPlan();
        StubProgram program = program("");
        Path run = folder.run(plan.trial(1));
        Engine engine = new TestEngine(
                1,
                work -> new Work(run.toString(), work.log(), 1, work.begin(), work.resume(), List.of("true"), "unused")
                        .carryOut());

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, program, engine)).isEqualTo(1);
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.contains("failed again") && line.contains(run.resolve("checkpoints") + "), and"));
        }
    }

    /** Told to stop just when a trial has ended, and its files are read: nothing is wrong with them. */
    @Test
    void leavesATrialUndoneThatEndsWhileItStops() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(1, 2, 2, 500L));
        StubProgram program = program("");
        Engine engine = new TestEngine(1, work -> {
            int exitCode = work.carryOut();
            Thread.currentThread().interrupt();
            return exitCode;
        });

        try (Logged log = new Logged(Sweep.class)) {
            assertThat(run(folder, program, engine)).isZero();
            assertThat(log.lines()).hasSize(1);
        }
        assertThat(program.calls()).hasSize(1);
        assertThat(Files.readString(folder.ended())).isEqualTo(History.ENDED + "\n");
    }

    /** A row is written whole by whoever was told to stop, and by others after it. */
    @Test
    void writesARowThoughToldToStop() throws Exception {
        Path file = temporary.resolve("rows.csv");
        try (Journal journal = Journal.open(file, "a")) {
            Thread.currentThread().interrupt();
            journal.add("1\n");
            assertThat(Thread.interrupted()).isTrue();
            journal.add("2\n");
        }
        assertThat(Files.readString(file)).isEqualTo("a\n1\n2\n");
    }

    /** A disk that is full in the middle of a row, and has room for the next one that another slot adds. */
    @Test
    void leavesNoPartOfARowThatCouldNotBeWritten() throws Exception {
        Path file = temporary.resolve("rows.csv");
        RandomAccessFile full = new RandomAccessFile(file.toFile(), "rw") {
            @Override
            public void write(byte[] row) throws IOException {
                if (row[0] == '2') {
                    super.write(row, 0, 3);
                    throw new IOException("No space left on device");
                }
                super.write(row);
            }
        };
        try (Journal journal = new Journal(file, full, 0)) {
            journal.add("1,done\n");
            assertThatThrownBy(() -> journal.add("2,done\n"))
                    .isInstanceOf(DqnException.class)
                    .hasMessage(file + " cannot be written (No space left on device): make room or give access, then"
                            + " start the sweep again, which goes on.");
            journal.add("3\n");
        }
        assertThat(Files.readString(file)).isEqualTo("1,done\n3\n");
    }

    /** What stands in for {@link LocalEngine#carryOut}. */
    private interface Carrying {
        int out(Work work) throws IOException, InterruptedException;
    }

    private record TestEngine(int slots, Carrying carrying) implements Engine {
        @Override
        public String description() {
            return "in a test";
        }

        @Override
        public int carryOut(Work work) throws IOException, InterruptedException {
            return carrying.out(work);
        }

        @Override
        public void close() {
            // has nothing
        }
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
        assertThat(Status.of(folder)).returns(4, Status::done).returns(0, Status::begun);
    }

    /** Two were promoted, one of which has come through its second rung: the other is not done. */
    @Test
    void whatWasPromotedIsUnderWay() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(4, 1, 2, 500L, 1000L));
        Files.writeString(
                folder.ended(),
                History.ENDED + "\n1,0,done,1,3,500\n2,0,done,2,3,500\n3,0,done,3,3,500\n" + "2,1,done,2,3,1000\n");
        Files.writeString(folder.promotions(), History.PROMOTIONS + "\n2,1,2,catch,a\n3,1,3,catch,a\n");

        assertThat(Status.of(folder))
                .returns(2, Status::done)
                .returns(1, Status::begun)
                .returns(1, Status::waiting)
                .returns(0, Status::failed);
    }

    /** At a second signal a training would end unsaved: so what sends one when the pipe is closed must still wait. */
    @Test
    void stopsItsTrialsWithOneSignalAndWaitsUntilTheyHaveSavedThemselves() throws Exception {
        StubProgram program = program("""
                trap 'touch $run/stopping' TERM
                touch $run/runs
                until [ -e $run/stopping ]; do sleep 0.05; done
                until [ -e $run/go ]; do sleep 0.05; done
                touch $run/saved; exit 143
                """);
        SweepFolder folder = begin("sweep", Plans.of(1, 2, 2, 500L));
        Path run = folder.run(folder.readPlan().trial(1));
        Sweep sweep = new Sweep(folder, folder.readPlan(), new LocalEngine(1), program.file());
        FutureTask<Long> failures = new FutureTask<>(sweep::run);
        new Thread(failures).start();
        await(run.resolve("runs"));

        sweep.requestStop();

        await(run.resolve("stopping"));
        TimeUnit.MILLISECONDS.sleep(300);
        while (shellsBesidePrograms() != 1) { // what the program is about to start looks like another for a moment
            assertThat(run.resolve("saved")).doesNotExist();
            TimeUnit.MILLISECONDS.sleep(10);
        }
        Files.createFile(run.resolve("go"));
        assertThat(failures.get()).isZero();
        assertThat(run.resolve("saved")).exists();
        assertThat(program.calls()).hasSize(1);
        assertThat(Files.readString(folder.results())).hasLineCount(1);
    }

    private static long shellsBesidePrograms() {
        return ProcessHandle.current()
                .children()
                .flatMap(ProcessHandle::children)
                .filter(process -> process.info()
                        .command()
                        .filter(name -> name.endsWith("sh"))
                        .isPresent())
                .count();
    }

    private static void await(Path file) throws InterruptedException {
        while (Files.notExists(file)) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
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
        await(run.resolve("runs"));
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
    @SuppressWarnings("try") // the lock need only be held
    void saysWhenItWaitsForAnotherProcess() throws Exception {
        StubProgram program = program("echo \"$DQN_NO_BUILD $DQN_THREADS\" > $run/environment");
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));
        Path run = folder.run(folder.readPlan().trial(1));
        FutureTask<Long> failures = new FutureTask<>(() -> run(folder, program, 1));

        try (Logged log = new Logged(Work.class)) {
            try (RunLock other = RunLock.acquire(run)) {
                new Thread(failures).start();
                while (log.lines().isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                assertThat(log.lines())
                        .containsExactly("Another process is at work in " + run
                                + ", which this sweep waits for: stop it, or let it end");
                assertThat(program.calls()).isEmpty();
            }
        }
        assertThat(failures.get()).isZero();
        assertThat(run.resolve("environment")).hasContent("1 1");
    }

    @Test
    void refusesADamagedHistory() throws Exception {
        SweepFolder folder = begin("sweep", Plans.of(1, 1, 2, 500L));
        Files.writeString(folder.ended(), History.ENDED + "\n9,0,done,7.0,3,500\n", StandardOpenOption.CREATE);

        assertThatThrownBy(() -> run(folder, program(""), 1))
                .hasMessageContaining("ended.csv has a damaged row (9,0,done,7.0,3,500): put back the row");
    }
}
