package dev.seaworthy.backup.store;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/** Files of uploads that nobody goes on with; each is named by the beginning of its key. */
final class Abandoned {
    /** A file's name has 255 bytes at most, of which some are its number. */
    private static final int LENGTH = 200;

    /** Follows the name of the key, which has none. */
    static final String END = "~";

    private Abandoned() {}

    static String name(String key) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
        return encoded.substring(0, Math.min(LENGTH, encoded.length()));
    }

    /** By when they were last written, which is all that a file system tells for sure. */
    static int discard(Path uploads, String prefix, Instant begunBefore) throws IOException {
        int discarded = 0;
        if (Files.isDirectory(uploads)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(uploads, file -> isOf(file, prefix))) {
                for (Path file : files) {
                    discarded += isOlder(file, begunBefore) && Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        }
        return discarded;
    }

    private static boolean isOf(Path file, String prefix) {
        return file.getFileName().toString().startsWith(name(prefix));
    }

    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false; // it has ended meanwhile
        }
    }
}
