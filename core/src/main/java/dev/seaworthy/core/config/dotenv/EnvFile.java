package dev.seaworthy.core.config.dotenv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The text of a file, or why it has none. */
final class EnvFile {
    private EnvFile() {}

    static String text(Path file) throws RefusedException {
        try {
            return decode(bytes(file));
        } catch (CharacterCodingException e) {
            throw new RefusedException("must be UTF-8; save it in that encoding");
        } catch (NoSuchFileException e) {
            throw new RefusedException("must exist; create it, or correct its path");
        } catch (AccessDeniedException e) {
            throw new RefusedException("must be readable; correct its rights or those of its folder");
        } catch (IOException e) {
            throw new RefusedException("can't be read; check its path and its rights");
        }
    }

    /** Asks what it is before it opens it: to open a pipe waits for whoever writes to it. */
    private static byte[] bytes(Path file) throws IOException, RefusedException {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new RefusedException("must be a regular file, not a folder, a pipe or a device; correct its path");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(DotEnv.MAX_BYTES + 1);
            if (bytes.length > DotEnv.MAX_BYTES) {
                throw new RefusedException("must be at most " + DotEnv.MAX_BYTES + " bytes; correct its path");
            }
            return bytes;
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
