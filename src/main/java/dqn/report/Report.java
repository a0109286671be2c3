package dqn.report;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** A report of runs: a page, and pictures. */
public final class Report {
    private final List<RunGroup> groups;
    private final Map<String, Double> references;
    private final BiFunction<Path, String, List<Importance>> importances;

    /**
     * Reads runs.
     *
     * @param paths runs, folders of runs, or results of {@code dqn eval --json}
     * @param references scores from elsewhere, by name, to draw beside the distributions
     * @param importances of the parameters of a sweep, by the folder of its trials and a game; none for any other folder
     * @throws DqnException if one of the paths is none of these
     */
    public Report(
            List<Path> paths, Map<String, Double> references, BiFunction<Path, String, List<Importance>> importances) {
        this.references = references;
        this.importances = importances;
        RunFinder finder = new RunFinder();
        paths.forEach(finder::add);
        groups = RunGroup.of(finder.runs(), finder.results());
    }

    /**
     * Writes {@code report.html}, in place of one that is there.
     *
     * @param folder made if it is not there
     * @param pictures whether to write the main charts as PNGs too
     * @return the files written
     */
    public List<Path> write(Path folder, boolean pictures) {
        Published published = Published.load();
        ReportDocument document = new ReportDocument(groups, published, references, importances);
        Path page = folder.resolve("report.html");
        try {
            DurableFiles.createFolders(folder);
            DurableFiles.write(page, staged -> new ReportPage(document).write(staged));
            List<Path> written = new ArrayList<>(List.of(page));
            if (pictures) {
                written.addAll(new ReportPictures(groups, published, references).write(folder));
            }
            return written;
        } catch (IOException e) {
            throw new DqnException(
                    "The report cannot be written to " + folder + " (" + DurableFiles.reason(e)
                            + "): choose another --out.",
                    e);
        }
    }
}
