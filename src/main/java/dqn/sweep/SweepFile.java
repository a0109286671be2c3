package dqn.sweep;

import dqn.core.InvalidSetting;
import dqn.training.ConfigNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a sweep's YAML. All errors are sentences with file, line and key. */
public final class SweepFile {
    private static final List<String> KEYS = List.of(
            "games",
            "seeds",
            "preset",
            "config",
            "frames",
            "search",
            "parameters",
            "objective",
            "slots",
            "threadsPerTrial");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
    private static final int MOST_SEEDS = 100_000;
    private static final long MOST_FRAMES = 1_000_000_000_000L;
    /** As {@code dqn eval} has it. */
    private static final long MOST_EPISODES = 1_000_000;

    private final ConfigNode root;
    private final Map<String, ConfigNode> entries;
    private final Path folder;

    private SweepFile(ConfigNode root, Path folder) {
        this.root = root;
        this.entries = root.entries(KEYS);
        this.folder = folder;
    }

    /** Reads a file; a configuration that it names is looked for beside it. */
    public static SweepConfig read(Path file) {
        return of(ConfigNode.read(file), file.toAbsolutePath().getParent());
    }

    /**
     * Reads text that stands somewhere else.
     *
     * @param origin where, for messages
     */
    public static SweepConfig parse(String origin, String text) {
        return of(ConfigNode.parse(origin, text), Path.of(""));
    }

    private static SweepConfig of(ConfigNode root, Path folder) {
        try {
            return new SweepFile(root, folder).read();
        } catch (InvalidSetting e) {
            throw root.refused(e);
        }
    }

    private SweepConfig read() {
        OptionalLong frames = optional("frames").map(node -> within(1, Long.MAX_VALUE, node)).stream()
                .mapToLong(Long::longValue)
                .findFirst();
        SearchNode search = new SearchNode(optional("search"), frames);
        return new SweepConfig(
                games(),
                seeds(),
                optional("preset").map(node -> word(node, "the name of a preset")),
                optional("config").map(node -> folder.resolve(word(node, "a file"))),
                frames,
                search.sampling(),
                search.halving(),
                ParameterNode.all(optional("parameters")),
                optional("objective").map(SweepFile::objective).orElse(Objective.USUAL),
                count("slots"),
                count("threadsPerTrial"));
    }

    private Optional<ConfigNode> optional(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    private ConfigNode required(String key) {
        return optional(key).orElseThrow(() -> root.find(key).error("are missing"));
    }

    private List<String> games() {
        ConfigNode node = required("games");
        List<String> games = items(node, "a list of games such as [pong, breakout]").stream()
                .map(item -> word(item, "the name of a game"))
                .distinct()
                .toList();
        if (games.isEmpty()) {
            throw node.error("must name a game at least");
        }
        return games;
    }

    private List<Long> seeds() {
        ConfigNode node = required("seeds");
        String what = "whole numbers such as 1..5 or [1, 2, 3]";
        Set<Long> seeds = new LinkedHashSet<>();
        for (ConfigNode item : node.plain().isPresent() ? List.of(node) : items(node, what)) {
            Matcher span = SPAN.matcher(item.plain().orElse(""));
            if (!span.matches()) {
                seeds.add(item.whole());
                continue;
            }
            long first = Long.parseLong(span.group(1));
            long last = Long.parseLong(span.group(2));
            if (first > last) {
                throw node.error("must not go backwards, as " + span.group() + " does");
            }
            for (long seed = first; seed <= last && seed - first <= MOST_SEEDS; seed++) {
                seeds.add(seed);
            }
        }
        if (seeds.isEmpty() || seeds.size() > MOST_SEEDS) {
            throw node.error("must be 1 to " + MOST_SEEDS + " " + what);
        }
        return new ArrayList<>(seeds);
    }

    private static Objective objective(ConfigNode node) {
        Map<String, Objective.Kind> kinds =
                Map.of("window", Objective.Kind.WINDOW, "evaluation", Objective.Kind.EVALUATION);
        Optional<Objective.Kind> usual = node.plain().map(kinds::get);
        if (usual.isPresent()) {
            return new Objective(usual.get(), 0);
        }
        if (node.plain().isPresent()) {
            throw node.expected("window, {window: FRAMES}, evaluation or {evaluation: EPISODES}");
        }
        Map.Entry<String, ConfigNode> choice = SearchNode.choice(node, List.of("window", "evaluation"));
        Objective.Kind kind = kinds.get(choice.getKey());
        long most = kind == Objective.Kind.EVALUATION ? MOST_EPISODES : MOST_FRAMES;
        return new Objective(kind, within(1, most, choice.getValue()));
    }

    private OptionalInt count(String key) {
        return optional(key).filter(node -> !node.plain().equals(Optional.of("auto"))).stream()
                .mapToInt(node -> (int) within(1, 1_024, node))
                .findFirst();
    }

    static long within(long least, long most, ConfigNode node) {
        long value = node.whole();
        if (value < least || value > most) {
            throw node.error("must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    private static List<ConfigNode> items(ConfigNode node, String what) {
        return node.items().orElseThrow(() -> node.expected(what));
    }

    private static String word(ConfigNode node, String what) {
        return node.text().filter(text -> !text.isEmpty()).orElseThrow(() -> node.expected(what));
    }
}
