package dqn.network.dl4j;

import dqn.core.Archives;
import dqn.core.Bytes;
import dqn.network.FoldedParameters;
import dqn.network.ModelFormat;
import dqn.network.ModelSnapshot;
import dqn.network.NetworkSpec;
import dqn.network.Optimizer;
import dqn.network.OptimizerSpec;
import dqn.network.OptimizerState;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * The model file: the zip that DL4J's {@code ModelSerializer} writes, and entries of our own, which DL4J passes over.
 *
 * <pre>
 * configuration.json    DL4J's, ending in an output layer with squared error
 * coefficients.bin      the parameters
 * updaterState.bin      the state of the nearest DL4J updater; Adam's exactly
 * dqn/model.json        {@link ModelDescription}
 * dqn/parameters.bin    the exact parameters of a network that DL4J does not have
 * dqn/optimizer.bin     the exact state of an optimiser that DL4J does not have, or of any of such a network
 * dqn/config.yaml       the resolved configuration of the run
 * </pre>
 *
 * <p>DL4J has neither dueling nor noisy networks, nor implicit quantiles. Of these last there are only entries of our own,
 * for no plain network of a decent size gives the same outputs. Of the others its entries hold the plain network that gives the same outputs
 * without noise ({@link NetworkSpec#folded}), and no {@code updaterState.bin}: mean squares of gradients cannot be folded
 * like weights. A DL4J program that trains such a file begins with averages of its own.
 *
 * <p>A file may come from anyone: nothing in it names a class to load, no Java serialisation is read, and nothing is
 * larger in memory than what its own description needs.
 */
public final class ModelFile implements ModelFormat {
    private static final String CONFIGURATION = "configuration.json";
    private static final String PARAMETERS = "coefficients.bin";
    private static final String UPDATER_STATE = "updaterState.bin";
    private static final String DESCRIPTION = "dqn/model.json";
    private static final String EXACT_PARAMETERS = "dqn/parameters.bin";
    private static final String OPTIMIZER_STATE = "dqn/optimizer.bin";
    private static final String PROVENANCE = "dqn/config.yaml";
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_DIRECTORY = 1 << 16;
    /** One time for all, so that the same model gives the same bytes. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    /**
     * Loads ND4J.
     *
     * @throws dqn.core.DqnException if it does not run on this machine
     */
    public ModelFile() {
        Nd4jRuntime.load();
    }

    @Override
    public void write(Path zip, ModelSnapshot model) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            out.setLevel(Deflater.BEST_SPEED); // weights hardly shrink at any level
            if (!model.spec().head().implicit()) {
                putText(out, CONFIGURATION, configuration(model).toJson().getBytes(StandardCharsets.UTF_8));
            }
            putParameters(out, model.spec(), model.parameters());
            putText(out, DESCRIPTION, description(model).toJson());
            if (model.optimizer().isPresent() && model.optimizerState().isPresent()) {
                putOptimizer(
                        out,
                        model.spec(),
                        model.optimizer().get(),
                        model.optimizerState().get());
            }
            if (model.provenance().isPresent()) {
                putText(out, PROVENANCE, model.provenance().get().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void putParameters(ZipOutputStream out, NetworkSpec spec, float[] parameters) throws IOException {
        if (isDl4js(spec)) {
            putArray(out, PARAMETERS, parameters);
        } else {
            if (!spec.head().implicit()) {
                putArray(out, PARAMETERS, FoldedParameters.of(spec, parameters));
            }
            putArray(out, EXACT_PARAMETERS, parameters);
        }
    }

    private static void putOptimizer(
            ZipOutputStream out, NetworkSpec spec, OptimizerSpec optimizer, OptimizerState state) throws IOException {
        if (isDl4js(spec)) {
            putArray(out, UPDATER_STATE, Dl4jUpdater.state(optimizer, state));
        }
        if (stateEntry(spec, optimizer).equals(OPTIMIZER_STATE)) {
            putArray(out, OPTIMIZER_STATE, state.slots());
        }
    }

    /** Whether DL4J has such networks, so that it takes our parameters as they are. */
    private static boolean isDl4js(NetworkSpec spec) {
        return !spec.head().dueling() && !spec.head().hasDraws();
    }

    /** Where the exact state stands. */
    private static String stateEntry(NetworkSpec spec, OptimizerSpec optimizer) {
        return isDl4js(spec) && optimizer instanceof OptimizerSpec.Adam ? UPDATER_STATE : OPTIMIZER_STATE;
    }

    private static ModelDescription description(ModelSnapshot model) {
        return new ModelDescription(model.spec(), model.optimizer(), updateCount(model));
    }

    private static long updateCount(ModelSnapshot model) {
        return model.optimizerState().map(OptimizerState::updateCount).orElse(0L);
    }

    private static MultiLayerConfiguration configuration(ModelSnapshot model) {
        MultiLayerConfiguration configuration =
                Dl4jConfiguration.forFile(model.spec().folded(), Dl4jUpdater.of(model.optimizer()));
        // Adam corrects its averages by the count: where they begin anew, so does it
        int iterations = isDl4js(model.spec()) ? (int) Math.min(Integer.MAX_VALUE, updateCount(model)) : 0;
        configuration.setIterationCount(iterations);
        configuration.getConfs().forEach(layer -> layer.setIterationCount(iterations));
        return configuration;
    }

    private static void putText(ZipOutputStream out, String name, byte[] text) throws IOException {
        begin(out, name);
        out.write(text);
        out.closeEntry();
    }

    private static void putArray(ZipOutputStream out, String name, float[]... vectors) throws IOException {
        if (vectors.length == 0) {
            return;
        }
        begin(out, name);
        ArrayFormat.write(out, vectors);
        out.closeEntry();
    }

    private static void begin(ZipOutputStream out, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        out.putNextEntry(entry);
    }

    @Override
    public ModelSnapshot read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " cannot be read as a model: there is no such file");
        }
        try (ZipFile zip = Archives.open(path, StandardCharsets.UTF_8, LONGEST_DIRECTORY)) {
            return zip.getEntry(DESCRIPTION) == null ? readPlain(zip) : readOwn(zip);
        } catch (ArithmeticException e) {
            throw new IOException(path + " cannot be read as a model: its network is too large to be counted", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(path + " cannot be read as a model: " + e.getMessage(), e);
        }
    }

    private static ModelSnapshot readOwn(ZipFile zip) throws IOException {
        ModelDescription description = ModelDescription.fromJson(readText(zip, DESCRIPTION));
        Optional<String> provenance = zip.getEntry(PROVENANCE) == null
                ? Optional.empty()
                : Optional.of(new String(readText(zip, PROVENANCE), StandardCharsets.UTF_8));
        return read(zip, description.network(), description.optimizer(), description.updateCount(), provenance);
    }

    private static ModelSnapshot readPlain(ZipFile zip) throws IOException {
        PlainConfiguration configuration = PlainConfiguration.parse(readText(zip, CONFIGURATION));
        return read(
                zip, configuration.network(), configuration.optimizer(), configuration.updateCount(), Optional.empty());
    }

    private static ModelSnapshot read(
            ZipFile zip,
            NetworkSpec spec,
            Optional<OptimizerSpec> optimizer,
            long updateCount,
            Optional<String> provenance)
            throws IOException {
        int slots = optimizer.map(Optimizer::slotCount).orElse(0);
        int size = requireRoom(spec.parameterCount(), 1 + slots);
        float[] parameters = readArray(zip, isDl4js(spec) ? PARAMETERS : EXACT_PARAMETERS, 1, size)[0];
        Optional<OptimizerState> state = Optional.empty();
        if (optimizer.isPresent() && slots == 0) {
            state = Optional.of(new OptimizerState(updateCount, new float[0][]));
        } else if (optimizer.isPresent()) {
            state = readState(zip, stateEntry(spec, optimizer.get()), slots, size)
                    .map(vectors -> new OptimizerState(updateCount, vectors));
        }
        return new ModelSnapshot(spec, optimizer, parameters, state, provenance);
    }

    private static Optional<float[][]> readState(ZipFile zip, String entry, int slots, int size) throws IOException {
        return zip.getEntry(entry) == null ? Optional.empty() : Optional.of(readArray(zip, entry, slots, size));
    }

    private static int requireRoom(long parameterCount, int vectors) throws IOException {
        double bytes = (double) parameterCount * Float.BYTES * vectors;
        long usable = Runtime.getRuntime().maxMemory() / 2; // a network will be built of it
        if (parameterCount < 1 || parameterCount > Integer.MAX_VALUE) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "it says that it has %,d parameters, and there can be 1 to %,d",
                    parameterCount,
                    Integer.MAX_VALUE));
        }
        if (bytes > usable) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "its %,d parameters need %s and may take %s, half of Java's heap; set DQN_HEAP to more",
                    parameterCount,
                    Bytes.amount(bytes),
                    Bytes.amount(usable)));
        }
        return (int) parameterCount;
    }

    private static byte[] readText(ZipFile zip, String name) throws IOException {
        ZipEntry entry = entry(zip, name);
        try (CheckedInputStream in = open(zip, entry)) {
            byte[] text = in.readNBytes(LONGEST_TEXT + 1);
            if (text.length > LONGEST_TEXT) {
                throw new IOException(name + " in it is longer than any model's");
            }
            requireIntact(entry, in);
            return text;
        }
    }

    private static float[][] readArray(ZipFile zip, String name, int count, int length) throws IOException {
        ZipEntry entry = entry(zip, name);
        if (entry.getSize() < (long) count * length * Float.BYTES) {
            throw new IOException(name + " in it is too short for its network"); // before room is made for all of it
        }
        try (CheckedInputStream in = open(zip, entry);
                InputStream buffered = new BufferedInputStream(in, 1 << 16)) {
            float[][] vectors = ArrayFormat.read(buffered, count, length);
            requireIntact(entry, in);
            return vectors;
        }
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("there is no " + name + " in it");
        }
        return entry;
    }

    private static CheckedInputStream open(ZipFile zip, ZipEntry entry) throws IOException {
        return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
    }

    private static void requireIntact(ZipEntry entry, CheckedInputStream in) throws IOException {
        if (in.getChecksum().getValue() != entry.getCrc()) {
            throw new IOException(entry.getName() + " in it is damaged");
        }
    }
}
