package dqn.cli;

import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one document that a command prints with {@code --json}. */
final class Json {
    private Json() {}

    /** Indented, keys in the map's order. */
    static String write(Map<String, Object> document) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(document);
    }
}
