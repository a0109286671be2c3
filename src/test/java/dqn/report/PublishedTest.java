package dqn.report;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.env.ale.RomCatalog;
import dqn.training.ConfigLoader;
import dqn.training.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedTest {
    private static final Published PUBLISHED = Published.load();

    private static PublishedProtocol protocol(String... sets) {
        Map<String, String> settings = Settings.of(new ConfigLoader().resolvePreset("dopamine", List.of(sets)));
        return PublishedProtocol.of(PUBLISHED, settings);
    }

    private static MillionFrames millions(double... means) {
        MillionFrames millions = new MillionFrames();
        for (int i = 0; i < means.length; i++) {
            millions.add((i + 1) * MillionFrames.AGENT_STEPS, means[i]);
        }
        return millions;
    }

    @Test
    void hasAllAgentsOfSixtyGamesThatThereAre() {
        List<String> games =
                RomCatalog.standard().games().stream().filter(PUBLISHED::has).toList();
        assertThat(games).hasSize(60);
        for (String game : games) {
            for (Published.Agent agent : Published.AGENTS) {
                assertThat(PUBLISHED.curve(game, agent.name()))
                        .hasSize(28)
                        .isSortedAccordingTo((one, other) -> Integer.compare(one.million(), other.million()));
            }
        }
    }

    @Test
    void everyBandHoldsItsMean() {
        for (Band band : PUBLISHED.curve("pong", Published.DQN)) {
            assertThat(band.mean()).isBetween(band.min(), band.max());
            assertThat(band.seeds()).isEqualTo(5);
        }
    }

    @Test
    void beginsACurveOnePointFurtherThanARun() {
        assertThat(PUBLISHED.upTo("pong", "iqn", 0.3)).extracting(Band::million).containsExactly(1);
        assertThat(PUBLISHED.upTo("pong", "iqn", 2.0)).extracting(Band::million).containsExactly(1, 2);
        assertThat(PUBLISHED.upTo("pong", "iqn", 20.5))
                .extracting(Band::million)
                .endsWith(20, 25);
        assertThat(PUBLISHED.upTo("pong", "iqn", 500)).hasSize(28);
        assertThat(PUBLISHED.upTo("surround", "iqn", 500)).isEmpty();
    }

    /** The five seeds in the second million of Space Invaders: 208.6 to 294.7. */
    @ParameterizedTest
    @CsvSource({"295, AHEAD", "294, WITHIN", "209, WITHIN", "208, BEHIND"})
    void tellsWhereARunIs(double mean, Verdict.Place place) {
        assertThat(protocol("game=space_invaders")
                        .verdict(millions(100, mean))
                        .orElseThrow()
                        .place())
                .isEqualTo(place);
    }

    @Test
    void tellsByHowMuch() {
        assertThat(protocol("game=space_invaders").sentence(millions(100, 360.04), 500_000))
                .isEqualTo("Ahead of the published DQN at 2 million frames: mean score 360.0, published 249.9 (208.6 to"
                        + " 294.7, 5 seeds), a difference of +110.2");
    }

    @Test
    void tellsThatLostLivesAreLearntFrom() {
        assertThat(protocol("game=space_invaders", "environment.lifeLoss=discount")
                        .sentence(millions(250), 250_000))
                .startsWith("Ahead of the published DQN at 1 million frames: mean score 250.0")
                .endsWith(", a difference of +85.9; it learns from lost lives, the published agents do not");
    }

    @Test
    void takesTheLastMillionThatIsPublishedAndPlayed() {
        double[] means = new double[22];
        means[19] = 1_000; // 21 and 22 are not in the table
        assertThat(protocol("game=space_invaders")
                        .verdict(millions(means))
                        .orElseThrow()
                        .published()
                        .million())
                .isEqualTo(20);
        MillionFrames gap = millions(100);
        gap.add(500_001, 5); // no game ended in the second million
        assertThat(protocol("game=space_invaders")
                        .verdict(gap)
                        .orElseThrow()
                        .published()
                        .million())
                .isEqualTo(1);
    }

    @Test
    void saysPlainlyWhyThereIsNoVerdict() {
        assertThat(protocol("game=space_invaders").sentence(new MillionFrames(), 249_999))
                .isEqualTo("No verdict yet: its first million frames are not complete");
        assertThat(protocol("game=space_invaders").sentence(new MillionFrames(), 500_000))
                .isEqualTo("No verdict yet: it has no complete million frames in which games ended");
        assertThat(protocol("game=surround").sentence(millions(1), 250_000))
                .isEqualTo("There is no published curve of this game");
        assertThat(protocol("game=pong", "environment.stickyActions=0").sentence(millions(1), 250_000))
                .isEqualTo("Not comparable to the published curves, which have environment.stickyActions 0.25: here it"
                        + " is 0.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | environment.envs=4",
                "true | agent.nStep=3",
                "true | environment.lifeLoss=discount",
                "true | evaluation.maxEpisodeFrames=18_000",
                "false | environment.frameSkip=[2, 4]",
                "false | environment.actionSet=full",
                "false | environment.noopStart=30",
                "false | environment.lifeLoss=episode",
                "false | environment.maxEpisodeFrames=18_000"
            })
    void comparesRunsByTheSameRulesOnly(boolean applies, String set) {
        assertThat(protocol("game=breakout", set).applies()).isEqualTo(applies);
    }

    @Test
    void knowsWhatChanceScores() {
        assertThat(new RandomScores().of("space_invaders", 108_000)).hasValue(148);
        assertThat(new RandomScores().of("pong", 108_000)).hasValue(-20.7);
        assertThat(new RandomScores().of("air_raid", 108_000)).isEmpty();
        assertThat(new RandomScores().of("space_invaders", 18_000)).hasValue(148);
        assertThat(new RandomScores().of("space_invaders", 17_999)).isEmpty();
        assertThat(RomCatalog.standard().games().stream()
                        .filter(game -> new RandomScores().of(game, 108_000).isPresent()))
                .hasSize(57 + 1);
        assertThat(new RandomScores().of("open_invaders", 108_000)).hasValue(442);
        assertThat(new RandomScores().of("catch", 108_000)).hasValue(-0.6);
    }
}
