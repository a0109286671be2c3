package dqn.env.ale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dqn.core.DqnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RomCatalogTest {
    private final RomCatalog catalog = RomCatalog.standard();

    @Test
    void knowsTheGamesForOnePlayer() {
        assertThat(catalog.games())
                .hasSize(105)
                .isSorted()
                .contains("adventure", "open_invaders", "space_invaders", "video_chess", "zaxxon")
                .allSatisfy(game -> assertThat(catalog.require(game).md5()).matches("[0-9a-f]{32}"));
    }

    @Test
    void hasOneGameThatComesWithTheProgram() {
        assertThat(catalog.games().stream().map(catalog::require).filter(RomCatalog.Rom::bundled))
                .extracting(RomCatalog.Rom::game, RomCatalog.Rom::reader)
                .containsExactly(tuple("open_invaders", "space_invaders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"combat", "joust", "maze_craze", "warlords"})
    void refusesTheGamesForTwoByName(String game) {
        assertThatThrownBy(() -> catalog.require(game))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("'" + game + "' is a game for two players");
    }

    @Test
    void suggestsTheGameThatWasMeant() {
        assertThatThrownBy(() -> catalog.require("SpaceInvaders"))
                .isInstanceOf(DqnException.class)
                .hasMessage("There is no game 'SpaceInvaders': did you mean 'space_invaders'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chess_against_a_champion", "../../etc/passwd"})
    void refusesOtherNames(String game) {
        assertThatThrownBy(() -> catalog.require(game))
                .isInstanceOf(DqnException.class)
                .hasMessageContaining("'dqn roms list'");
    }
}
