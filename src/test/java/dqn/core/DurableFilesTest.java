package dqn.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
    @TempDir
    Path directory;

    @Test
    void writesAndReplaces() throws IOException {
        Path file = directory.resolve("text");
        DurableFiles.write(file, "first");
        DurableFiles.write(file, "second");
        assertThat(file).hasContent("second");
        assertThat(directory).isDirectoryContaining(file::equals);
        assertThat(directory.toFile().list()).containsExactly("text");
    }

    @Test
    void saysWhyAFileCannotBeUsedInWords() {
        assertThat(DurableFiles.reason(new IOException("No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(DurableFiles.reason(new NoSuchFileException("x"))).isEqualTo("there is no such file or folder");
        assertThat(DurableFiles.reason(new FileSystemException("x", null, "Is a directory")))
                .isEqualTo("Is a directory");
        assertThat(DurableFiles.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void leavesTheOldTextWhereItCannotReplaceIt() throws IOException {
        Path file = Files.createDirectories(directory.resolve("text/inside")).getParent();
        assertThatThrownBy(() -> DurableFiles.write(file, "new")).isInstanceOf(IOException.class);
        assertThat(file.resolve("inside")).isDirectory();
    }
}
