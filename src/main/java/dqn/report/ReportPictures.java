package dqn.report;

import java.nio.file.Path;
import java.util.List;
import java.io.IOException;

record ReportPictures(List<RunGroup> groups, Published published) {
    List<Path> write(Path folder) throws IOException {
        return List.of();
    }
}
