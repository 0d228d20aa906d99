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
import org.jspecify.annotations.Nullable;

/**
 * A file that holds one value, as it was when it was read: at most {@value #MOST_BYTES} bytes of UTF-8, and one newline
 * at its end that is not its.
 */
final class SecretFile {
    static final int MOST_BYTES = 64 * 1024;

    private final @Nullable String text;
    private final String rule;
    private final String hint;

    private SecretFile(@Nullable String text, String rule, String hint) {
        this.text = text;
        this.rule = rule;
        this.hint = hint;
    }

    static SecretFile read(Path file) {
        if (!Files.isRegularFile(file)) {
            return unreadable("must name a file that exists", "check the path and that the secret is mounted");
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES
                    ? unreadable("must name a file of at most " + MOST_BYTES + " bytes", "")
                    : new SecretFile(withoutNewline(decoded(bytes)), "", "");
        } catch (CharacterCodingException e) {
            return unreadable("must name a file of UTF-8 text", "");
        } catch (IOException e) {
            return unreadable("must name a file that this process may read", "check its owner and its rights");
        }
    }

    /**
     * What it holds.
     *
     * @param subject the variable that asks for it
     */
    String text(String subject) throws Unreadable {
        if (text == null) {
            throw new Unreadable(Problem.of(Code.FILE_UNREADABLE, subject, rule).withHint(hint));
        }
        return text;
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

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static SecretFile unreadable(String rule, String hint) {
        return new SecretFile(null, rule, hint);
    }
}
