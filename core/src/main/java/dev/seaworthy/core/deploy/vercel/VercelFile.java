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
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

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

    /** With the permissions of the file before; what a link leads to is written, and the link stays. */
    static void write(Path file, String text) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path beside = Files.createTempFile(target.getParent(), ".vercel", ".json", ofNewFile(target));
            try {
                Files.writeString(beside, text);
                if (hasPermissions(target) && Files.exists(target)) {
                    Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target));
                }
                move(beside, target);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new VercelException("Can't write " + file + ": " + Reason.of(e), "", e);
        }
    }

    /** Those of any new file, of which the system takes those that its mask forbids. */
    private static FileAttribute<?>[] ofNewFile(Path file) {
        return hasPermissions(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-rw-rw-"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
