package dqn.checkpoint;

import dqn.core.DqnException;
import dqn.core.DurableFiles;
import dqn.core.FileContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder that holds an agent alone, to be passed on: a checkpoint without what a run goes on from. */
public final class AgentFolder {
    private AgentFolder() {}

    /**
     * Writes one, whole or not at all.
     *
     * @param folder where nothing is yet; {@link Checkpoint#openAgent} opens it
     * @param facts what the checkpoint said that the agent comes from
     * @param fileName of its model
     * @throws DqnException if it cannot be written
     */
    public static void write(Path folder, CheckpointManifest facts, String fileName, FileContent model) {
        if (Files.exists(folder)) {
            throw new DqnException(folder + " exists already: name another folder, or remove it.");
        }
        try {
            DurableFiles.createFolders(folder.toAbsolutePath().getParent());
            StagedFolder.delete(StagedFolder.path(folder));
            StagedFolder staged = new StagedFolder(folder);
            staged.add(fileName, false, model);
            staged.seal(facts, Map.of());
            StagedFolder.publish(folder);
        } catch (IOException e) {
            deleteAfter(e, StagedFolder.path(folder));
            throw new DqnException(
                    "The agent could not be written to " + folder + " (" + DurableFiles.reason(e)
                            + "): name a folder that can be written to.",
                    e);
        }
    }

    private static void deleteAfter(IOException failure, Path staged) {
        try {
            StagedFolder.delete(staged);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
