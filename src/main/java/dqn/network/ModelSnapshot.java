package dqn.network;

import java.util.Optional;

/**
 * Everything in a model file.
 *
 * @param spec the network's shape
 * @param optimizer what trained it, where known
 * @param parameters in DL4J's order
 * @param optimizerState empty if the file has none
 * @param provenance the resolved configuration of the run that made it (YAML), where known: a model carries what
 *     produced it
 */
public record ModelSnapshot(
        NetworkSpec spec,
        Optional<OptimizerSpec> optimizer,
        float[] parameters,
        Optional<OptimizerState> optimizerState,
        Optional<String> provenance) {}
