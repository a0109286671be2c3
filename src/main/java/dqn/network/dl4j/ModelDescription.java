package dqn.network.dl4j;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dqn.core.InvalidSetting;
import dqn.network.HeadSpec;
import dqn.network.NetworkConfig.Layer;
import dqn.network.NetworkSpec;
import dqn.network.OptimizerSpec;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What DL4J's configuration cannot say about a model of ours; JSON beside it in the model file.
 *
 * @param network its shape
 * @param optimizer what trained it, where known
 * @param updateCount steps of the optimiser
 */
record ModelDescription(NetworkSpec network, Optional<OptimizerSpec> optimizer, long updateCount) {
    /** More than any computer makes, and few enough to be counted on from. */
    static final long MOST_UPDATES = 1L << 53;

    /** Names of types come from the two lists below and from nowhere else, so that a file cannot name a class. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Layer.class, LayerNames.class)
            .addMixIn(OptimizerSpec.class, OptimizerNames.class)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .build();

    byte[] toJson() {
        return MAPPER.writeValueAsBytes(this);
    }

    static ModelDescription fromJson(byte[] json) throws IOException {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (tree.isNull() || tree.isMissingNode()) {
                throw new IOException("its description is empty");
            }
            addHead(tree);
            ModelDescription description = MAPPER.treeToValue(tree, ModelDescription.class);
            InvalidSetting.unless(
                    description.updateCount >= 0 && description.updateCount <= MOST_UPDATES,
                    "updateCount",
                    "must be from 0 to " + MOST_UPDATES + ", not " + description.updateCount);
            description.network.shapes(); // refuses shapes that do not fit together
            return description;
        } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
            throw new IOException("its description makes no network", e);
        }
    }

    /** Files from before there were other heads, or implicit quantiles, do not name theirs. */
    private static void addHead(JsonNode tree) {
        if (tree.path("network") instanceof ObjectNode network && !network.has("head")) {
            network.set("head", MAPPER.valueToTree(HeadSpec.PLAIN));
        }
        if (tree.path("network").path("head") instanceof ObjectNode head && !head.has("implicit")) {
            head.put("implicit", false);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Layer.Conv.class, name = "conv"),
        @JsonSubTypes.Type(value = Layer.MaxPool.class, name = "maxPool"),
        @JsonSubTypes.Type(value = Layer.Dense.class, name = "dense")
    })
    private interface LayerNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = OptimizerSpec.Adam.class, name = "adam"),
        @JsonSubTypes.Type(value = OptimizerSpec.RmsPropCentered.class, name = "rmsPropCentered"),
        @JsonSubTypes.Type(value = OptimizerSpec.RmsPropTensorFlow.class, name = "rmsPropTensorFlow"),
        @JsonSubTypes.Type(value = OptimizerSpec.Sgd.class, name = "sgd")
    })
    private interface OptimizerNames {}
}
