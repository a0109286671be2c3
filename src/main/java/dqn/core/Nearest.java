package dqn.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what a person most likely meant by a name that nobody knows. */
public final class Nearest {
    private static final int MOST_EDITS = 2;

    private Nearest() {}

    /**
     * The known name with the fewest edits (insert, delete or replace one character; case is free) to {@code wanted},
     * the first of several. Empty if even that needs more than 2 edits and more than a third of the wanted name's
     * length, or as many edits as the wanted name has characters.
     */
    public static Optional<String> to(String wanted, Collection<String> known) {
        String lowerCase = wanted.toLowerCase(Locale.ROOT);
        int fewest = Math.min(wanted.length(), Math.max(MOST_EDITS, wanted.length() / 3) + 1);
        Optional<String> nearest = Optional.empty();
        for (String name : known) {
            int edits = LevenshteinDistance.getDefaultInstance().apply(lowerCase, name.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }
}
