package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.failure.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file itself, in UTF-8. */
final class VercelFile {
    private VercelFile() {}

    static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(VercelConfig.LONGEST + 1);
            if (bytes.length > VercelConfig.LONGEST) {
                throw VercelException.of(
                        "Can't read " + file + ": it is larger than " + VercelConfig.LONGEST + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw VercelException.of("Can't read " + file + ": it is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            throw new VercelException("Can't read " + file + ": " + Reason.of(e), "", e);
        }
    }

    static void write(Path file, String text) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path beside = Files.createTempFile(folder, ".vercel", ".json");
            try {
                Files.writeString(beside, text);
                move(beside, file);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new VercelException("Can't write " + file + ": " + Reason.of(e), "", e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Half a pair of characters, which UTF-8 does not have, as JSON escapes it. */
    static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(character -> {
            boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            escaped.append(half ? "\\u%04X".formatted(character) : Character.toString(character));
        });
        return escaped.toString();
    }
}
