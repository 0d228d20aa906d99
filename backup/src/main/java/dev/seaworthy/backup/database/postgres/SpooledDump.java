package dev.seaworthy.backup.database.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dump in a file for its owner alone, gone when it is closed or the JVM ends in order. */
final class SpooledDump implements AutoCloseable {
    private final Path file;

    private SpooledDump(Path file) {
        this.file = file;
    }

    /** All of the stream: what its end proves is proven before anything is restored. */
    static SpooledDump of(InputStream dump, Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "seaworthy-dump-", "");
        file.toFile().deleteOnExit();
        SpooledDump spooled = new SpooledDump(file);
        boolean whole = false;
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                dump.transferTo(out);
            }
            whole = true;
            return spooled;
        } finally {
            if (!whole) {
                spooled.close();
            }
        }
    }

    Path path() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
