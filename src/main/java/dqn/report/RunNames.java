package dqn.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What runs are called on one page: each by its name, behind as many of the folders above as set it apart from the others. */
public final class RunNames {
    private RunNames() {}

    /** By path; runs of different paths never have the same name. */
    public static Map<Path, String> of(Collection<ReportedRun> runs) {
        Map<Path, String> names = new TreeMap<>();
        runs.forEach(run -> names.put(run.path(), run.name()));
        Set<String> repeated = repeated(names.values());
        while (!repeated.isEmpty()) {
            Set<String> longer = repeated;
            Map<Path, String> before = new TreeMap<>(names);
            names.replaceAll((path, name) -> longer.contains(name) ? withFolder(path, name) : name);
            if (names.equals(before)) { // beyond a link, A/../B is another folder than B
                names.replaceAll((path, name) -> longer.contains(name) ? path.toString() : name);
            }
            repeated = repeated(names.values());
        }
        return names;
    }

    /** Of all runs of a report. */
    static Map<Path, String> across(Collection<RunGroup> groups) {
        return of(groups.stream().flatMap(group -> group.runs().stream()).toList());
    }

    private static Set<String> repeated(Collection<String> names) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).forEach(repeated::add);
        return repeated;
    }

    /** With one folder more than a name has already. */
    private static String withFolder(Path path, String name) {
        Path absolute = path.toAbsolutePath().normalize();
        List<String> parts = new ArrayList<>();
        parts.add(absolute.getRoot().toString().replaceFirst("[/\\\\]$", "")); // of Windows the drive
        absolute.forEach(part -> parts.add(part.toString()));
        int more = name.split("/", -1).length + 1;
        return String.join("/", parts.subList(Math.max(0, parts.size() - more), parts.size()));
    }
}
