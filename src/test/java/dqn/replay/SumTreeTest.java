package dqn.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dqn.core.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumTreeTest {
    /** The obvious search, one leaf after the other; whole numbers have no rounding. */
    private static int find(double[] leaves, double prefix) {
        double sum = 0;
        int leaf = 0;
        while (sum + leaves[leaf] <= prefix) {
            sum += leaves[leaf++];
        }
        return leaf;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 64})
    void findsWhatASearchFromTheBeginningFinds(int size) {
        RandomStream random = new RandomStream(size, "tree");
        SumTree tree = new SumTree(size);
        double[] leaves = new double[size];
        for (int i = 0; i < 5_000; i++) {
            int leaf = random.nextInt(size);
            leaves[leaf] = Math.max(0, random.nextInt(10) - 4);
            tree.set(leaf, leaves[leaf]);
            double total = Arrays.stream(leaves).sum();
            assertThat(tree.total()).isEqualTo(total);
            assertThat(tree.get(leaf)).isEqualTo(leaves[leaf]);
            for (double prefix = 0; prefix < total; prefix += 0.5) {
                assertThat(tree.find(prefix)).isEqualTo(find(leaves, prefix));
            }
        }
    }

    @Test
    void neverFindsWhereNothingIs() {
        RandomStream random = new RandomStream(1, "tree");
        for (int i = 0; i < 2_000; i++) {
            SumTree tree = new SumTree(32);
            for (int leaf = 0; leaf < 32; leaf++) {
                // from 1e-20 to 1e20, so that sums swallow what is small
                boolean zero = random.nextInt(3) != 0;
                tree.set(leaf, zero ? 0 : Math.pow(10, 40 * random.nextDouble() - 20));
            }
            for (int draw = 0; draw < 50 && tree.total() > 0; draw++) {
                assertThat(tree.get(tree.find(random.nextDouble() * tree.total())))
                        .isPositive();
            }
            assertThat(tree.total() == 0 || tree.get(tree.find(tree.total())) > 0)
                    .isTrue();
            assertThat(tree.total() == 0 || tree.get(tree.find(2 * tree.total())) > 0)
                    .isTrue();
        }
    }

    @Test
    void theSameLeavesHaveTheSameSums() {
        RandomStream random = new RandomStream(1, "tree");
        SumTree used = new SumTree(64);
        double[] leaves = new double[64];
        for (int i = 0; i < 10_000; i++) {
            int leaf = random.nextInt(64);
            leaves[leaf] = random.nextDouble();
            used.set(leaf, leaves[leaf]);
        }
        SumTree fresh = new SumTree(64);
        for (int leaf = 63; leaf >= 0; leaf--) {
            fresh.set(leaf, leaves[leaf]);
        }
        assertThat(fresh.total()).isEqualTo(used.total());
        for (int i = 0; i < 1_000; i++) {
            double prefix = random.nextDouble() * used.total();
            assertThat(fresh.find(prefix)).isEqualTo(used.find(prefix));
        }
    }

    @Test
    void refusesSizesThatAreNoTree() {
        for (int leaves : new int[] {Integer.MIN_VALUE, -1, 0, 3, 1 << 29}) {
            assertThatThrownBy(() -> new SumTree(leaves)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
