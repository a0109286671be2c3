package dqn.core;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest by which files and blocks of a checkpoint are known. */
public final class Sha256 {
    /** Something that writes bytes. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void writeTo(DataOutputStream out) throws IOException;
    }

    private Sha256() {}

    /** Of bytes, in hexadecimal digits. */
    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** Of what {@code content} writes, in hexadecimal digits. */
    public static String of(Content content) throws IOException {
        MessageDigest digest = digest();
        try (DataOutputStream out =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            content.writeTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
