package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PGPASSFILE for the owner alone, in a folder of its own, gone when it is closed. */
public final class PasswordFile implements AutoCloseable {
    private final HeldFolder folder;
    private final Path file;

    private PasswordFile(HeldFolder folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    public static PasswordFile of(Secret password) throws IOException {
        HeldFolder folder = HeldFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
        try {
            Path file = folder.file("pgpass");
            Files.writeString(file, "*:*:*:*:" + escaped(password.reveal()) + "\n");
            return new PasswordFile(folder, file);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static String escaped(String password) {
        return password.replace("\\", "\\\\").replace(":", "\\:");
    }

    public Path path() {
        return file;
    }

    @Override
    public void close() {
        folder.close();
    }
}
