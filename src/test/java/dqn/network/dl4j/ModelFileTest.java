package dqn.network.dl4j;

import static dqn.network.Samples.parameters;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dqn.core.ObservationSpec;
import dqn.core.RandomStream;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkBackend;
import dqn.network.NetworkConfig.Initialization;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkConfig.Layer.Conv;
import dqn.network.NetworkConfig.Layer.Dense;
import dqn.network.NetworkConfig.Layer.MaxPool;
import dqn.network.NetworkConfig.Padding;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import dqn.network.OptimizerSpec.Adam;
import dqn.network.OptimizerSpec.RmsPropCentered;
import dqn.network.OptimizerSpec.RmsPropTensorFlow;
import dqn.network.OptimizerSpec.Sgd;
import dqn.network.OptimizerState;
import dqn.network.QNetwork;
import dqn.network.StepConfig;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ModelFileTest {
    static final Adam ADAM = new Adam(1e-3, 0.9, 0.999, 1.5e-4);
    private static final NetworkSpec CONVOLUTIONAL = spec(
            new ObservationSpec(3, 11, 9),
            Padding.SAME,
            new Conv(5, 4, 2),
            new MaxPool(2, 1),
            new Conv(4, 1, 3),
            new Dense(7));
    private static final NetworkSpec DENSE = spec(new ObservationSpec(1, 1, 16), Padding.VALID, new Dense(7));
    static final int BATCH = 3;

    private final NetworkBackend backend = backend();
    private final ModelFormat format = new ModelFile();

    @TempDir
    private Path folder;

    /** What trains and runs the models. */
    NetworkBackend backend() {
        return new Dl4jBackend();
    }

    static List<OptimizerSpec> optimizers() {
        return List.of(
                ADAM,
                new RmsPropCentered(2.5e-4, 0.95, 0.01),
                new RmsPropTensorFlow(2.5e-4, 0.9, 0.95, 0.01),
                new Sgd(0.01, 0),
                new Sgd(0.01, 0.9));
    }

    private static NetworkSpec spec(ObservationSpec input, Padding padding, Layer... layers) {
        return new NetworkSpec(input, 1 / 255.0, padding, List.of(layers), 4, Initialization.HE_UNIFORM);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void trainingGoesOnFromAFileByTheSameBits(OptimizerSpec optimizer) throws IOException {
        Path zip = folder.resolve("model.zip");
        try (QNetwork straight = backend.create(CONVOLUTIONAL, 1, optimizer, StepConfig.PLAIN);
                QNetwork loaded = backend.create(CONVOLUTIONAL, 2, optimizer, StepConfig.PLAIN)) {
            train(straight, 5);
            format.write(zip, snapshot(straight, Optional.of(optimizer), Optional.of("game: catch\n")));
            ModelSnapshot model = format.read(zip);
            assertThat(model.spec()).isEqualTo(CONVOLUTIONAL);
            assertThat(model.optimizer()).contains(optimizer);
            assertThat(model.provenance()).contains("game: catch\n");
            loaded.writeParameters(model.parameters());
            loaded.restoreOptimizer(model.optimizerState().orElseThrow());
            train(straight, 5);
            train(loaded, 5);
            assertThat(parameters(loaded)).isEqualTo(parameters(straight));
            assertThat(loaded.optimizerState().updateCount()).isEqualTo(10);
        }
    }

    @Test
    void aModelWithoutOptimizerComesBack() throws IOException {
        Path zip = folder.resolve("model.zip");
        try (QNetwork network = backend.create(DENSE, 1)) {
            format.write(zip, snapshot(network, Optional.empty(), Optional.empty()));
            ModelSnapshot model = format.read(zip);
            assertThat(model.spec()).isEqualTo(DENSE);
            assertThat(model.parameters()).isEqualTo(parameters(network));
            assertThat(model.optimizer()).isEmpty();
            assertThat(model.optimizerState()).isEmpty();
            assertThat(model.provenance()).isEmpty();
        }
    }

    @Test
    void theSameModelGivesTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(trainedModel("a.zip", ADAM));
        assertThat(Files.readAllBytes(trainedModel("b.zip", ADAM))).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aPlainDl4jProgramLoadsItAndGoesOn(OptimizerSpec optimizer) throws IOException {
        Path zip = folder.resolve("model.zip");
        try (QNetwork ours = backend.create(CONVOLUTIONAL, 1, optimizer, StepConfig.PLAIN)) {
            train(ours, 5);
            format.write(zip, snapshot(ours, Optional.of(optimizer), Optional.empty()));
            MultiLayerNetwork theirs = MultiLayerNetwork.load(zip.toFile(), true);
            assertSameOutputs(ours, theirs);
            assertThat(theirs.getIterationCount()).isEqualTo(5);
            theirs.fit(input(CONVOLUTIONAL), Nd4j.zeros(BATCH, CONVOLUTIONAL.outputs()));
            assertThat(theirs.getIterationCount()).isEqualTo(6);
        }
    }

    @Test
    void adamsMomentsAreDl4js() throws IOException {
        Path zip = trainedModel("model.zip", ADAM);
        float[][] slots = format.read(zip).optimizerState().orElseThrow().slots();
        INDArray state = MultiLayerNetwork.load(zip.toFile(), true).getUpdater().getStateViewArray();
        assertThat(state.toFloatVector()).startsWith(slots[0]).endsWith(slots[1]);
        assertThat(state.length()).isEqualTo(2L * slots[0].length);
    }

    @Test
    void arraysAreWrittenAsNd4jWritesThem() throws IOException {
        float[] values = {1.5f, -2, 3e-20f};
        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        ByteArrayOutputStream theirs = new ByteArrayOutputStream();
        ArrayFormat.write(ours, values);
        Nd4j.write(Nd4j.createFromArray(values), new DataOutputStream(theirs));
        assertThat(ours.toByteArray()).isEqualTo(theirs.toByteArray());
    }

    @Test
    void readsAConvolutionalNetworkOfPlainDl4j() throws IOException {
        MultiLayerNetwork theirs = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new org.nd4j.linalg.learning.config.Adam(1e-3))
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list()
                .layer(new ConvolutionLayer.Builder(8, 8).stride(4, 4).nOut(4).build())
                .layer(new ConvolutionLayer.Builder(4, 4).stride(2, 2).nOut(3).build())
                .layer(new SubsamplingLayer.Builder(PoolingType.MAX)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())
                .layer(new DenseLayer.Builder().nOut(6).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(84, 84, 2))
                .build());
        theirs.init();
        ModelSnapshot model = assertReadsTheSame(theirs);
        assertThat(model.spec().input()).isEqualTo(new ObservationSpec(2, 84, 84));
        assertThat(model.optimizer()).contains(new Adam(1e-3, 0.9, 0.999, 1e-8));
        theirs.fit(input(model.spec()), Nd4j.zeros(BATCH, 4));
        assertThat(assertReadsTheSame(theirs).optimizerState().orElseThrow().updateCount())
                .isEqualTo(1);
    }

    @Test
    void readsADenseNetworkOfPlainDl4j() throws IOException {
        MultiLayerNetwork theirs = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(16)
                        .nOut(6)
                        .activation(Activation.RELU)
                        .build())
                .layer(new DenseLayer.Builder()
                        .nIn(6)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        theirs.init();
        assertThat(assertReadsTheSame(theirs).spec().input()).isEqualTo(new ObservationSpec(1, 1, 16));
    }

    private ModelSnapshot assertReadsTheSame(MultiLayerNetwork theirs) throws IOException {
        Path zip = folder.resolve("plain.zip");
        ModelSerializer.writeModel(theirs, zip.toFile(), true);
        ModelSnapshot model = format.read(zip);
        try (QNetwork ours = backend.create(model.spec(), 0)) {
            ours.writeParameters(model.parameters());
            assertSameOutputs(ours, theirs);
        }
        return model;
    }

    /** Each a little other than what this program computes. */
    static List<Arguments> otherPoolings() {
        String otherwise = "dilated, in NHWC order or padded by hand";
        SubsamplingLayer.Builder unpadded = pooling(PoolingType.MAX).convolutionMode(ConvolutionMode.Truncate);
        return List.of(
                arguments(pooling(PoolingType.AVG).build(), "not by maxima"),
                arguments(pooling(PoolingType.MAX).dilation(2, 2).build(), otherwise),
                arguments(unpadded.build(), "only some of its convolutions and poolings are padded"),
                arguments(unpadded.padding(1, 1).build(), otherwise));
    }

    private static SubsamplingLayer.Builder pooling(PoolingType type) {
        return new SubsamplingLayer.Builder(type).kernelSize(3, 3).stride(2, 2);
    }

    @ParameterizedTest
    @MethodSource("otherPoolings")
    void refusesOtherPoolings(SubsamplingLayer pooling, String reason) throws IOException {
        MultiLayerNetwork theirs = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .activation(Activation.RELU)
                .convolutionMode(ConvolutionMode.Same)
                .list()
                .layer(new ConvolutionLayer.Builder(4, 4).stride(2, 2).nOut(3).build())
                .layer(pooling)
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(4)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(84, 84, 2))
                .build());
        theirs.init();
        Path zip = folder.resolve("pooling.zip");
        ModelSerializer.writeModel(theirs, zip.toFile(), true);
        assertRefused(zip, reason);
    }

    /** As a description of ours could say. */
    @Test
    void refusesLayersInAnotherOrder() throws IOException {
        String pool = "{\"maxPool\": {\"kernel\": 2, \"stride\": 1}}";
        String json = new String(description(), UTF_8);
        String first = json.replace("\"layers\" : [", "\"layers\" : [" + pool + ",");
        assertRefused(zip("first.zip", "dqn/model.json", first.getBytes(UTF_8)), "makes no network");
    }

    @Test
    void refusesLayersOfOtherKinds() throws IOException {
        MultiLayerNetwork recurrent = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LSTM.Builder().nIn(3).nOut(2).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(2)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        recurrent.init();
        Path zip = folder.resolve("recurrent.zip");
        ModelSerializer.writeModel(recurrent, zip.toFile(), true);
        assertRefused(zip, "hidden layer 0 has no plain ReLU");
    }

    @Test
    void refusesWhatIsNoModel() throws IOException {
        assertRefused(folder.resolve("missing.zip"), "no such file");
        assertRefused(folder, "no such file");
        assertRefused(Files.write(folder.resolve("empty.zip"), new byte[0]), "");
        assertRefused(Files.writeString(folder.resolve("text.zip"), "not a zip"), "");
        assertRefused(zip("other.zip", "readme.txt", "hello".getBytes(UTF_8)), "no configuration.json");
        assertRefused(zip("bad.zip", "configuration.json", "{".getBytes(UTF_8)), "no JSON");
        assertRefused(zip("nothing.zip", "configuration.json", "[]".getBytes(UTF_8)), "no layers");
        assertRefused(zip("long.zip", "configuration.json", new byte[(1 << 20) + 1]), "longer than");
        assertRefused(zip("blank.zip", "dqn/model.json", new byte[0]), "");
        assertRefused(zip("null.zip", "dqn/model.json", "null".getBytes(UTF_8)), "empty");
    }

    /** 2,000,000,000 inputs would need 8 GB for the first of the units. */
    @Test
    void refusesMoreParametersThanFitBeforeReadingThem() throws IOException {
        String json = new String(description(), UTF_8).replace("\"width\" : 16", "\"width\" : 200000000");
        assertRefused(zip("huge.zip", "dqn/model.json", json.getBytes(UTF_8)), "half of Java's heap");
    }

    @Test
    void refusesMoreParametersThanCanBeCounted() throws IOException {
        String json = new String(description(), UTF_8)
                .replace(
                        "\"layers\" : [",
                        "\"layers\" : [ {\"conv\": {\"filters\": 100000, \"kernel\": 1000, \"stride\": 1}},")
                .replaceFirst("\"channels\" : [0-9]+", "\"channels\" : 2147483647")
                .replace("VALID", "SAME");
        assertRefused(zip("endless.zip", "dqn/model.json", json.getBytes(UTF_8)), "");
    }

    @Test
    void refusesMoreUpdatesThanCanBeCountedOn() throws IOException {
        String json = new String(description(), UTF_8)
                .replaceFirst("\"updateCount\" : [0-9]+", "\"updateCount\" : " + Long.MAX_VALUE);
        assertThat(json).contains(String.valueOf(Long.MAX_VALUE));
        assertRefused(zip("old.zip", "dqn/model.json", json.getBytes(UTF_8)), "makes no network");
    }

    @Test
    void refusesMoreLayersThanAnyNetworkHas() throws IOException {
        String json = new String(description(), UTF_8)
                .replace("\"layers\" : [", "\"layers\" : [" + "{\"dense\": {\"units\": 1}},".repeat(20_000));
        assertRefused(zip("deep.zip", "dqn/model.json", json.getBytes(UTF_8)), "makes no network");
    }

    /** 400 MB of zeros in 400 KB, in a model whose network has 300 numbers. */
    @Test
    void readsNoMoreOfABombThanItsNetworkNeeds() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("dqn/model.json"));
            out.write(description());
            out.putNextEntry(new ZipEntry("coefficients.bin"));
            for (int i = 0; i < 400; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        assertThat(Files.size(zip)).isLessThan(1 << 20);
        assertRefused(zip, "no form that DL4J");
    }

    /** The entry's length is looked at before room is made for what the description promises. */
    @Test
    void refusesAnArrayThatIsTooShortForItsNetwork() throws IOException {
        Path zip = folder.resolve("short.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("dqn/model.json"));
            out.write(description());
            out.putNextEntry(new ZipEntry("coefficients.bin"));
            out.write(new byte[100]);
        }
        assertRefused(zip, "too short for its network");
    }

    /** Nothing is ever taken out of the file, so names lead nowhere. */
    @Test
    void writesNothingWhateverItsEntriesAreCalled() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Path zip = trainedModel("inner/model.zip", ADAM);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile whole = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : Collections.list(whole.entries())) {
                entries.put(entry.getName(), whole.getInputStream(entry).readAllBytes());
            }
        }
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            entries.put("../escaped", new byte[1]);
            entries.put("/tmp/escaped", new byte[1]);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        format.read(zip);
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all).containsExactlyInAnyOrder(folder, inner, zip);
        }
    }

    @Test
    void refusesNamesOfClasses() throws IOException {
        String json = new String(description(), UTF_8).replace("\"dense\"", "\"java.util.ArrayList\"");
        assertRefused(zip("class.zip", "dqn/model.json", json.getBytes(UTF_8)), "makes no network");
    }

    /** As files were before there were other heads. */
    @Test
    void aDescriptionWithoutAHeadIsOfAPlainOne() throws IOException {
        String json = new String(description(), UTF_8);
        String headless = json.replaceFirst(",\\s*\"head\" : \\{[^}]*}", "");
        assertThat(headless).isNotEqualTo(json).doesNotContain("head");
        assertThat(ModelDescription.fromJson(headless.getBytes(UTF_8)).network())
                .isEqualTo(DENSE);
    }

    private static byte[] description() {
        return new ModelDescription(DENSE, Optional.empty(), 0).toJson();
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(trainedModel("whole.zip", ADAM));
        for (int length = 1; length < whole.length; length += 97) {
            Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, length));
            assertRefused(cut, "");
        }
    }

    /** A flipped bit is found, or lies where nothing depends on it (a time, a flag). */
    @Test
    void aFlippedBitNeverGivesAnotherModel() throws IOException {
        byte[] whole = Files.readAllBytes(trainedModel("whole.zip", ADAM));
        float[] parameters = format.read(folder.resolve("whole.zip")).parameters();
        RandomStream random = new RandomStream(1, "flips");
        int found = 0;
        for (int flip = 0; flip < 200; flip++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                ModelSnapshot model = format.read(Files.write(folder.resolve("damaged.zip"), damaged));
                assertThat(model.parameters()).isEqualTo(parameters);
            } catch (IOException e) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    private void assertRefused(Path zip, String reason) {
        assertThatThrownBy(() -> format.read(zip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(zip.toString())
                .hasMessageContaining(reason);
    }

    private Path zip(String file, String entry, byte[] content) throws IOException {
        Path zip = folder.resolve(file);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(content);
        }
        return zip;
    }

    private Path trainedModel(String file, OptimizerSpec optimizer) throws IOException {
        Path zip = folder.resolve(file);
        try (QNetwork network = backend.create(CONVOLUTIONAL, 1, optimizer, StepConfig.PLAIN)) {
            train(network, 3);
            format.write(zip, snapshot(network, Optional.of(optimizer), Optional.of("seed: 1\n")));
        }
        return zip;
    }

    private static ModelSnapshot snapshot(
            QNetwork network, Optional<OptimizerSpec> optimizer, Optional<String> provenance) {
        Optional<OptimizerState> state = optimizer.map(spec -> network.optimizerState());
        return new ModelSnapshot(network.spec(), optimizer, parameters(network), state, provenance);
    }

    private static void train(QNetwork network, int updates) {
        float[] outputs = new float[BATCH * network.spec().outputs()];
        for (int update = 0; update < updates; update++) {
            network.forwardForTraining(observations(network.spec()), BATCH, outputs);
            network.backward(outputs); // half the squared error towards zero
            network.applyGradient();
        }
    }

    private static void assertSameOutputs(QNetwork ours, MultiLayerNetwork theirs) {
        float[] outputs = new float[BATCH * ours.spec().outputs()];
        ours.forward(observations(ours.spec()), BATCH, outputs);
        float[] expected =
                Nd4j.toFlattened('c', theirs.output(input(ours.spec()))).toFloatVector();
        for (int i = 0; i < outputs.length; i++) {
            assertThat(outputs[i]).isEqualTo(expected[i], Offset.offset(1e-5f));
        }
    }

    static INDArray input(NetworkSpec spec) {
        byte[] bytes = observations(spec);
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bytes[i] & 0xFF) / 255f;
        }
        INDArray flat = Nd4j.createFromArray(values);
        ObservationSpec in = spec.input();
        return Dl4jConfiguration.startsWithConvolution(spec)
                ? flat.reshape(BATCH, in.channels(), in.height(), in.width())
                : flat.reshape(BATCH, in.size());
    }

    static byte[] observations(NetworkSpec spec) {
        RandomStream random = new RandomStream(9, "observations");
        byte[] observations = new byte[BATCH * spec.input().size()];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = (byte) random.nextInt(256);
        }
        return observations;
    }
}
