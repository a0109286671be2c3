package dqn.training;

import dqn.core.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Resolves a run's configuration: {@code default.yaml}, over it a preset or another file, over that single keys. A file
 * with a key {@code base} stands on the preset of that name. All errors are sentences with file, line and key.
 *
 * @param presets of the installation
 * @param defaults changes of the default preset, beneath all else: {@code a.b=value}
 */
public record ConfigLoader(Presets presets, List<String> defaults) {
    private static final int LINE_WIDTH = 120;
    private static final String BASE = "base";
    /** More bases than any preset has, unless they go round in a circle. */
    private static final int MOST_BASES = 10;

    private static final Pattern DOTTED_KEY = Pattern.compile("[^.\\s]+(\\.[^.\\s]+){0,20}+");

    /** With the presets of this installation. */
    public ConfigLoader() {
        this(Presets.installed(), List.of());
    }

    /**
     * A preset with changes.
     *
     * @param sets {@code a.b=value}, the value in YAML; later ones over earlier ones
     */
    public RunConfig resolvePreset(String preset, List<String> sets) {
        return resolve(preset(preset), sets);
    }

    /** A file, which needs to name only what differs from the default, with changes. */
    public RunConfig resolveFile(Path file, List<String> sets) {
        return resolve(ConfigNode.read(file), sets);
    }

    private RunConfig resolve(ConfigNode file, List<String> sets) {
        return Codecs.run().read(changed(onBase(file, MOST_BASES), sets));
    }

    private static ConfigNode changed(ConfigNode config, List<String> sets) {
        ConfigNode changed = config;
        for (String set : sets) {
            changed = ConfigMerge.merge(changed, new ConfigNode(tree(set), ""));
        }
        return changed;
    }

    private ConfigNode preset(String name) {
        ConfigNode preset = ConfigNode.read(presets.file(name));
        return name.equals(Presets.DEFAULT) ? changed(preset, defaults) : preset;
    }

    /** What stands in a file over what it stands on. */
    private ConfigNode onBase(ConfigNode file, int mostBases) {
        Optional<ConfigNode> base = file.entries().flatMap(entries -> Optional.ofNullable(entries.get(BASE)));
        if (base.isEmpty()) {
            return onDefault(file);
        }
        if (mostBases == 0) {
            throw base.get().error("goes round in a circle: name a preset that does not stand on this one");
        }
        ConfigNode below = onBase(base(base.get()), mostBases - 1);
        return ConfigMerge.merge(below, ConfigMerge.without(BASE, file));
    }

    /**
     * A file that says everything, such as a run's, needs no default, which may be of another version of the program by
     * now, with keys that this one does not know.
     */
    private ConfigNode onDefault(ConfigNode file) {
        try {
            Codecs.run().read(file);
            return file;
        } catch (ConfigException e) {
            return ConfigMerge.merge(preset(Presets.DEFAULT), file);
        }
    }

    private ConfigNode base(ConfigNode name) {
        String preset = name.plain().orElseThrow(() -> name.expected("the name of a preset"));
        try {
            return preset(preset);
        } catch (ConfigException e) {
            throw name.error("cannot be read: " + e.getMessage());
        }
    }

    /**
     * A complete configuration out of a file of another kind, such as a model. Keys that have come since it was written
     * have their defaults.
     *
     * @param source where the text stands, for messages
     * @param yaml as {@link #toYaml} writes it
     */
    public RunConfig resolveText(String source, String yaml) {
        return Codecs.run().read(onDefault(ConfigNode.parse(source, yaml)));
    }

    /** The complete file of a configuration; read again it gives an equal one. */
    public static String toYaml(RunConfig config) {
        MappingNode root = (MappingNode) Codecs.run().write(config);
        root.setFlowStyle(FlowStyle.BLOCK);
        root.getValue().forEach(section -> {
            if (section.getValueNode() instanceof CollectionNode<?> collection) {
                collection.setFlowStyle(FlowStyle.BLOCK);
            }
        });
        DumpSettings settings = DumpSettings.builder().setWidth(LINE_WIDTH).build();
        return new Present(settings)
                .emitToString(new Serialize(settings).serializeOne(root).iterator());
    }

    private static Node tree(String set) {
        int equals = set.indexOf('=');
        Optional<Node> value = new YamlText(YamlText.SET + set, set.substring(equals + 1)).tree();
        if (!DOTTED_KEY.matcher(set.substring(0, Math.max(0, equals))).matches() || value.isEmpty()) {
            throw new ConfigException(
                    YamlText.SET + set + ": must be a key, = and a value, such as agent.discount=0.99");
        }
        return ConfigMerge.wrap(set.substring(0, equals), value.get());
    }
}
