package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.postgres.program.HeldFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A dump in a file for its owner alone, gone when it is closed. */
final class SpooledDump implements AutoCloseable {
    private final HeldFolder folder;
    private final Path file;

    private SpooledDump(HeldFolder folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /** All of the stream: what its end proves is proven before anything is restored. */
    static SpooledDump of(InputStream dump, Path parent) throws IOException {
        HeldFolder folder = HeldFolder.in(parent);
        boolean whole = false;
        try {
            Path file = folder.file("dump");
            try (OutputStream out = Files.newOutputStream(file)) {
                dump.transferTo(out);
            }
            whole = true;
            return new SpooledDump(folder, file);
        } finally {
            if (!whole) {
                folder.close();
            }
        }
    }

    Path path() {
        return file;
    }

    @Override
    public void close() {
        folder.close();
    }
}
