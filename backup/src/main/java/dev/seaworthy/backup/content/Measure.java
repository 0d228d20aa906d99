package dev.seaworthy.backup.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Objects;

/**
 * How much a stream held, and what. Immutable.
 *
 * @param sha256 in hexadecimal digits
 */
public record Measure(long bytes, String sha256) {
    public Measure {
        Objects.requireNonNull(sha256, "sha256");
    }

    public static Measure of(byte[] content) {
        return new Measure(
                content.length, HexFormat.of().formatHex(Sha256.create().digest(content)));
    }

    /** Reads a stream to its end, and keeps nothing of it. */
    public static Measure of(InputStream content) throws IOException {
        try (MeasuredOutput measured = new MeasuredOutput(OutputStream.nullOutputStream())) {
            content.transferTo(measured);
            return measured.measure();
        }
    }
}
