package dqn.metrics;

import dqn.core.Checkpointable;
import dqn.core.DqnException;
import dqn.core.DurableFiles;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that only grows, except that a resumed run cuts it back to its length at the checkpoint and appends from there.
 * What was appended is in the file, or, where the disk takes no more, waits until it does: no run ends over a row. A
 * checkpoint needs all of it on the disk, so none is made meanwhile.
 */
final class RunFile implements Checkpointable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFile.class);

    private final Path path;
    private final FileChannel channel;
    private byte[] waiting = {};
    private boolean positioned;

    RunFile(Path path, Opening opening) {
        this.path = path;
        channel = open(path, opening);
        positioned = opening != Opening.RESUME;
    }

    private static FileChannel open(Path path, Opening opening) {
        try {
            FileChannel opened = FileChannel.open(path, options(opening));
            DurableFiles.syncDirectory(path.toAbsolutePath().getParent());
            return opened;
        } catch (FileAlreadyExistsException e) {
            throw new DqnException(
                    path + " belongs to an earlier run: resume that run, or choose another run directory.", e);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static Set<StandardOpenOption> options(Opening opening) {
        return switch (opening) {
            case CREATE -> EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            case REPLACE ->
                EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            case RESUME -> EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        };
    }

    /** Appends all bytes in one piece. */
    synchronized void append(byte[] bytes) {
        if (!positioned) {
            throw new IllegalStateException(path + " was opened to resume: load the checkpoint before writing");
        }
        boolean failing = waiting.length > 0;
        waiting = Arrays.copyOf(waiting, waiting.length + bytes.length);
        System.arraycopy(bytes, 0, waiting, waiting.length - bytes.length, bytes.length);
        try {
            flush();
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "Cannot write {} ({}): its newest lines wait in memory until it can.",
                        path,
                        DurableFiles.reason(e));
            }
        }
    }

    private void flush() throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(waiting);
        try {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } finally {
            waiting = Arrays.copyOfRange(waiting, rest.position(), waiting.length);
        }
    }

    /** Brings what was appended so far to the disk; any thread may call it. */
    void sync() throws IOException {
        synchronized (this) {
            flush();
        }
        channel.force(false); // without making the run wait
    }

    /** Writes its length, 8 bytes. */
    @Override
    public synchronized void save(DataOutput out) throws IOException {
        out.writeLong(channel.position() + waiting.length);
    }

    /** Cuts the file back to the length that {@link #save} wrote. */
    @Override
    public synchronized void load(DataInput in) throws IOException {
        long length = in.readLong();
        if (channel.size() < length) {
            throw new DqnException(path + " has " + channel.size() + " bytes where the checkpoint was made after "
                    + length + ": put the whole file back, or start a new run.");
        }
        channel.truncate(length);
        channel.position(length);
        positioned = true;
    }

    @Override
    public synchronized void close() {
        try (channel) {
            flush();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static DqnException failed(Path path, IOException e) {
        return new DqnException(
                "Cannot write " + path + " (" + DurableFiles.reason(e)
                        + "): make room or give access there, then resume the run.",
                e);
    }
}
