package dqn.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.FoldedParameters;
import dqn.network.HeadSpec;
import dqn.network.InitialParameters;
import dqn.network.ModelSnapshot;
import dqn.network.NaiveHead;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.Optimizer;
import dqn.network.OptimizerSpec;
import dqn.network.OptimizerState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Files of networks that DL4J does not have. */
class FoldedModelFileTest {
    private static final HeadSpec DUELING = new HeadSpec(true, 1, false);
    private static final int BATCH = ModelFileTest.BATCH;

    private final ModelFile format = new ModelFile();

    @TempDir
    private Path folder;

    static List<NetworkSpec> networks() {
        List<NetworkSpec> networks = new ArrayList<>();
        for (HeadSpec head : List.of(
                DUELING,
                new HeadSpec(true, 3, false),
                new HeadSpec(false, 1, true),
                new HeadSpec(false, 3, true),
                new HeadSpec(true, 3, true))) {
            networks.add(spec(new ObservationSpec(1, 1, 16), head, new Dense(7)));
            networks.add(spec(new ObservationSpec(3, 11, 9), head, new Conv(5, 4, 2), new Dense(6), new Dense(7)));
        }
        return networks;
    }

    static List<OptimizerSpec> optimizers() {
        return ModelFileTest.optimizers();
    }

    private static NetworkSpec spec(ObservationSpec input, HeadSpec head, Layer... layers) {
        return new NetworkSpec(
                input, 1 / 255.0, Padding.SAME, List.of(layers), 4 * head.atoms(), Initialization.PYTORCH, head);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aPlainDl4jProgramComputesTheOutputsWithoutNoise(NetworkSpec spec) throws IOException {
        Path zip = write(spec, ModelFileTest.ADAM);
        MultiLayerNetwork theirs = MultiLayerNetwork.load(zip.toFile(), true);
        float[] parameters = InitialParameters.draw(spec, 1);
        byte[] observations = ModelFileTest.observations(spec);
        INDArray outputs = theirs.output(ModelFileTest.input(spec));
        assertThat(Nd4j.toFlattened('c', outputs).toDoubleVector())
                .containsExactly(NaiveHead.outputs(spec, parameters, observations, BATCH), Offset.offset(1e-5));
        assertThat(theirs.params().toFloatVector()).isEqualTo(FoldedParameters.of(spec, parameters));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everythingComesBackExactly(NetworkSpec spec) throws IOException {
        assertComesBack(spec, ModelFileTest.ADAM);
    }

    @Test
    void implicitQuantilesComeBackThoughNoDl4jProgramCanReadThem() throws IOException {
        HeadSpec implicit = new HeadSpec(false, 3, false, true);
        assertComesBack(spec(new ObservationSpec(1, 1, 16), implicit, new Dense(7)), ModelFileTest.ADAM);
        assertThat(entries(implicit)).containsExactly("dqn/parameters.bin", "dqn/model.json", "dqn/optimizer.bin");
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void theStateOfEveryOptimizerComesBackExactly(OptimizerSpec optimizer) throws IOException {
        assertComesBack(networks().get(0), optimizer);
    }

    private void assertComesBack(NetworkSpec spec, OptimizerSpec optimizer) throws IOException {
        ModelSnapshot written = snapshot(spec, optimizer);
        ModelSnapshot read = format.read(write(spec, optimizer));
        assertThat(read.spec()).isEqualTo(spec);
        assertThat(read.optimizer()).contains(optimizer);
        assertThat(read.parameters()).isEqualTo(written.parameters());
        OptimizerState state = read.optimizerState().orElseThrow();
        assertThat(state.updateCount()).isEqualTo(5);
        assertThat(state.slots())
                .isDeepEqualTo(written.optimizerState().orElseThrow().slots());
    }

    /** Adam's moments cannot be folded, so theirs begin at 0, and with them the count that corrects them. */
    @Test
    void aPlainDl4jProgramTrainsItWithAveragesOfItsOwn() throws IOException {
        NetworkSpec spec = networks().get(1);
        MultiLayerNetwork theirs =
                MultiLayerNetwork.load(write(spec, ModelFileTest.ADAM).toFile(), true);
        assertThat(theirs.getIterationCount()).isZero();
        theirs.fit(ModelFileTest.input(spec), Nd4j.zeros(BATCH, spec.outputs()));
        assertThat(theirs.getIterationCount()).isEqualTo(1);
        assertThat(theirs.getUpdater().getStateViewArray().length())
                .isEqualTo(2 * spec.folded().parameterCount());
    }

    @Test
    void itsEntriesAreThese() throws IOException {
        assertThat(entries(DUELING))
                .containsExactly(
                        "configuration.json",
                        "coefficients.bin",
                        "dqn/parameters.bin",
                        "dqn/model.json",
                        "dqn/optimizer.bin");
        assertThat(entries(HeadSpec.PLAIN))
                .isEqualTo(entries(new HeadSpec(false, 3, false)))
                .containsExactly("configuration.json", "coefficients.bin", "dqn/model.json", "updaterState.bin");
    }

    private List<String> entries(HeadSpec head) throws IOException {
        NetworkSpec spec = spec(new ObservationSpec(1, 1, 16), head, new Dense(7));
        try (ZipFile zip = new ZipFile(write(spec, ModelFileTest.ADAM).toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    private Path write(NetworkSpec spec, OptimizerSpec optimizer) throws IOException {
        Path zip = folder.resolve("model.zip");
        format.write(zip, snapshot(spec, optimizer));
        return zip;
    }

    private static ModelSnapshot snapshot(NetworkSpec spec, OptimizerSpec optimizer) {
        float[] parameters = InitialParameters.draw(spec, 1);
        RandomStream random = new RandomStream(2, "slots");
        float[][] slots = new float[Optimizer.slotCount(optimizer)][parameters.length];
        for (float[] slot : slots) {
            for (int i = 0; i < slot.length; i++) {
                slot[i] = (float) random.nextDouble();
            }
        }
        return new ModelSnapshot(
                spec, Optional.of(optimizer), parameters, Optional.of(new OptimizerState(5, slots)), Optional.empty());
    }
}
