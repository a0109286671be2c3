package dqn.env.ale;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/**
 * The emulator's messages on standard error: a banner of ten lines for every cartridge, among which a progress bar would
 * not be found again.
 *
 * <p>The binding has no door to their level, so it is set where the library keeps it. A library built otherwise keeps
 * its messages; they are never on standard output.
 */
final class EmulatorLog {
    /** {@code ale::Logger::current_mode} as the linker of Linux and macOS spells it. */
    private static final String LEVEL = "_ZN3ale6Logger12current_modeE";

    private static final int ERRORS_ONLY = 2;

    private EmulatorLog() {}

    /** Leaves only errors. */
    static void quieten() {
        Path binding = Path.of(Loader.load(ALEInterface.class));
        Path library = binding.resolveSibling(System.mapLibraryName("ale"));
        if (!Files.exists(library)) {
            return;
        }
        Loader.loadGlobal(library.toString()); // a symbol is only found in a library that is open to all
        try (Pointer address = Loader.addressof(LEVEL)) {
            if (address != null) {
                new IntPointer(address).put(ERRORS_ONLY);
            }
        }
    }
}
