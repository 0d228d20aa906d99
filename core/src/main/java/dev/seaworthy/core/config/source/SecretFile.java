package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * A file that holds one value: at most {@value #MOST_BYTES} bytes of UTF-8, and one newline at its end that is not its.
 */
final class SecretFile {
    static final int MOST_BYTES = 64 * 1024;

    private SecretFile() {}

    /** Reads the file that the variable {@code subject} names. */
    static String read(Path file, String subject) throws Unreadable {
        if (!Files.isRegularFile(file)) {
            throw unreadable(subject, "must name a file that exists", "check the path and that the secret is mounted");
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable(subject, "must name a file of at most " + MOST_BYTES + " bytes", "");
            }
            return withoutNewline(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw unreadable(subject, "must name a file of UTF-8 text", "");
        } catch (IOException e) {
            throw unreadable(subject, "must name a file that this process may read", "check its owner and its rights");
        }
    }

    /** Whether every user of the machine may read it; where the file system knows no such right, no. */
    static boolean isWorldReadable(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException | IOException e) {
            return false;
        }
    }

    private static String withoutNewline(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static Unreadable unreadable(String subject, String rule, String hint) {
        return new Unreadable(Problem.of(Code.FILE_UNREADABLE, subject, rule).withHint(hint));
    }
}
