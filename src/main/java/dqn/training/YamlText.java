package dqn.training;

import dqn.core.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML text as a tree whose nodes know where they were written. The text is walked once as flat events before the tree is
 * built, so that nothing in it can make the tree endless or deep.
 *
 * @param origin a file's name, or {@code --set a.b=c}
 * @param text the YAML
 */
record YamlText(String origin, String text) {
    static final String SET = "--set ";
    private static final String OPTION = "--";
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 20;

    /** Reads a whole file; throws a sentence if it cannot be read as text. */
    static YamlText of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ConfigException(file + ": is larger than 1 MiB, so it is no configuration");
            }
            return new YamlText(
                    file.toString(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": is not UTF-8 text, so it is no configuration", e);
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "is a folder, not a file" : "cannot be read: " + e.getMessage();
            throw new ConfigException(file + ": " + reason, e);
        }
    }

    /** The tree; none of text that is empty or holds comments only. */
    Optional<Node> tree() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(origin)
                .setAllowNonScalarKeys(true) // refused later, with their line
                .build();
        try {
            requireShallow(new Parse(settings).parseString(text));
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            throw new ConfigException(
                    place(origin, e.getProblemMark()) + ": is not YAML: " + oneLine(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new ConfigException(origin + ": is not YAML: " + oneLine(e.getMessage()), e);
        }
    }

    /** With a blank for each line's end and what else cannot be printed; the reader's messages may quote them. */
    static String oneLine(String text) {
        return text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    /** Where a node was written: file and line, or the option. */
    static String place(Node node) {
        return place("configuration", node.getStartMark());
    }

    private static String place(String origin, Optional<Mark> mark) {
        String name = mark.map(Mark::getName).orElse(origin);
        return mark.isEmpty() || name.startsWith(OPTION)
                ? name
                : name + ":" + (mark.get().getLine() + 1);
    }

    private void requireShallow(Iterable<Event> events) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            if (event instanceof CollectionStartEvent) {
                require(++depth <= MAX_DEPTH, event, "is nested deeper than any configuration");
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof DocumentStartEvent) {
                require(++documents == 1, event, "begins a second document: one configuration is one document");
            }
            require(!(event instanceof AliasEvent), event, "uses an alias: write the value out");
        }
    }

    private void require(boolean holds, Event event, String problem) {
        if (!holds) {
            throw new ConfigException(place(origin, event.getStartMark()) + ": " + problem);
        }
    }
}
