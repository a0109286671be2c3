package dqn.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileSystems;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;
import org.apache.lucene.tests.mockfile.FilterOutputStream2;

/**
 * The real disk, but that the n-th change to it fails: a write (half of it may be done by then), a file or folder that is
 * made, a renaming, a bringing to the disk. Reading and deleting always work.
 */
public final class FailingDisk extends FilterFileSystemProvider {
    /** Of the changes since the last {@link #fail}. */
    private final AtomicInteger changes = new AtomicInteger();

    private volatile int first = Integer.MAX_VALUE;
    private volatile int end = Integer.MAX_VALUE;

    public FailingDisk() {
        super("failing://", FileSystems.getDefault());
    }

    /** The same folder, on this disk. */
    public Path on(Path folder) {
        return wrapPath(folder);
    }

    /** From now on the changes {@code [first, end)} fail, counted from 0. */
    public void fail(int first, int end) {
        this.first = first;
        this.end = end;
        changes.set(0);
    }

    /** All is well again; tells how many changes there were meanwhile. */
    public int mend() {
        first = Integer.MAX_VALUE;
        return changes.get();
    }

    private boolean fails() {
        int change = changes.getAndIncrement();
        return change >= first && change < end;
    }

    private void change() throws IOException {
        if (fails()) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        change();
        super.createDirectory(directory, attributes);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change();
        super.move(source, target, options);
    }

    @Override
    public OutputStream newOutputStream(Path path, OpenOption... options) throws IOException {
        change();
        return new FilterOutputStream2(super.newOutputStream(path, options)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (fails()) {
                    super.write(bytes, offset, length / 2);
                    throw new IOException("No space left on device");
                }
                super.write(bytes, offset, length);
            }
        };
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (options.contains(StandardOpenOption.WRITE)) {
            change();
        }
        return new FilterFileChannel(super.newFileChannel(path, options, attributes)) {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                if (!fails()) {
                    return super.write(bytes);
                }
                if (bytes.remaining() < 2) {
                    throw new IOException("No space left on device");
                }
                ByteBuffer half = bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2);
                int written = super.write(half);
                bytes.position(bytes.position() + written);
                return written;
            }

            @Override
            public void force(boolean metaData) throws IOException {
                change();
                super.force(metaData);
            }
        };
    }
}
