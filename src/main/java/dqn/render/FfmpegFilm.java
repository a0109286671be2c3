package dqn.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An MP4 that FFmpeg's program makes, which gets the pictures through a pipe. */
final class FfmpegFilm extends StagedFilm {
    /** H.264, which everything plays, by OpenH264. The colours are BT.709's, as the file says. */
    private static final String ENCODING =
            "-vf scale=out_color_matrix=bt709:out_range=tv,format=yuv420p -c:v libopenh264"
                    + " -rc_mode quality -qmin 8 -qmax 16 -b:v 8M -colorspace bt709 -color_primaries bt709 -color_trc bt709"
                    + " -movflags +faststart -f mp4";

    /** FFmpeg would end at once where a terminal is closed, without a file; it ends with its input, too. */
    private static final String SHELL = "trap '' HUP; exec \"$0\" \"$@\"";

    private static final boolean UNIX = File.separatorChar == '/';

    private final Path program;
    private final int framesPerSecond;
    private final Path staged;
    /** Started with the first picture, whose size it must be told. */
    private FfmpegProcess process;

    FfmpegFilm(Path program, int framesPerSecond, VideoFile file) {
        super(framesPerSecond, file);
        this.program = program;
        this.framesPerSecond = framesPerSecond;
        staged = file.staged();
    }

    @Override
    void write(BufferedImage picture, long number) throws IOException {
        try {
            if (process == null) {
                process = new FfmpegProcess(command(picture), staged);
            }
            process.write(((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
        } catch (IOException e) {
            if (!isInterrupted()) {
                throw named(e);
            }
        }
    }

    private static IOException named(IOException e) {
        return new IOException("ffmpeg: " + e.getMessage(), e);
    }

    /** A signal that reaches this process reaches FFmpeg too. */
    private boolean isInterrupted() {
        return process != null && process.wasInterrupted();
    }

    /** Bit-exact: the same pictures make the same file, with nothing of the time or the machine in it. */
    private List<String> command(BufferedImage first) {
        List<String> command = new ArrayList<>(UNIX ? List.of("/bin/sh", "-c", SHELL) : List.of());
        command.addAll(List.of(program.toString(), "-loglevel", "error", "-xerror", "-y"));
        command.addAll(List.of("-f", "rawvideo", "-pix_fmt", "bgr24"));
        command.addAll(List.of("-video_size", first.getWidth() + "x" + first.getHeight()));
        command.addAll(List.of("-framerate", Integer.toString(framesPerSecond), "-i", "pipe:0"));
        command.addAll(List.of(ENCODING.split(" ")));
        command.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact"));
        command.add(staged.toAbsolutePath().toString());
        return command;
    }

    @Override
    public boolean isOpen() {
        return super.isOpen() && !isInterrupted();
    }

    @Override
    void finish() throws IOException {
        try {
            process.finish();
        } catch (IOException e) {
            throw named(e);
        }
    }

    @Override
    void abandon() {
        if (process != null) {
            process.kill();
        }
    }
}
