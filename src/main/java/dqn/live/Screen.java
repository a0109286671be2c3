package dqn.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * One moment of the game that an agent learns from.
 *
 * @param rgb the picture, {@code [height][width][3]}
 * @param height rows of it
 * @param width columns of it
 * @param actions their names
 * @param values what the network says of each
 * @param score of the game so far
 * @param frameCount frames of the whole training so far
 */
public record Screen(
        byte[] rgb, int height, int width, List<String> actions, float[] values, double score, long frameCount) {
    /** For the page; the picture is compressed (zlib), as base64. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rgb", Base64.getEncoder().encodeToString(compressed()));
        map.put("height", height);
        map.put("width", width);
        map.put("actions", actions);
        map.put("values", finite());
        map.put("score", score);
        map.put("frames", frameCount);
        return map;
    }

    private byte[] compressed() {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, fast)) {
            out.write(rgb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    /** JSON has no other numbers. */
    private List<Float> finite() {
        List<Float> numbers = new ArrayList<>();
        for (float value : values) {
            numbers.add(Float.isFinite(value) ? value : null);
        }
        return numbers;
    }
}
