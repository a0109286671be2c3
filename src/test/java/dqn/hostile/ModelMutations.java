package dqn.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changes a model file: its bytes, or entries of one that is otherwise whole, with right checksums. */
final class ModelMutations {
    private final byte[] original;
    private final Map<String, byte[]> entries;

    ModelMutations(Path model) throws IOException {
        original = Files.readAllBytes(model);
        entries = Zips.entries(model);
    }

    byte[] next(Mutator mutator) throws IOException {
        return mutator.choose(3) == 0 ? mutator.binary(original, original) : forged(mutator);
    }

    private byte[] forged(Mutator mutator) throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>(entries);
        String name = mutator.choose(entries.keySet().stream().toList());
        byte[] content = entries.get(name);
        byte[] other = mutator.choose(entries.values().stream().toList());
        boolean text = name.endsWith(".json") || name.endsWith(".yaml");
        changed.put(name, text ? mutator.text(content, content) : mutator.binary(content, other));
        if (mutator.choose(10) == 0) {
            changed.remove(name);
            changed.put("../" + name, content);
        }
        if (mutator.choose(4) == 0) {
            changed.remove("dqn/model.json"); // then it is read as another program's
        }
        return Zips.of(changed);
    }
}
