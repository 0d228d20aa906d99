package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PGPASSFILE for the owner alone, in a folder for the owner alone, both gone when it is closed or the JVM ends. */
public final class PasswordFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);

    private final Path folder;
    private final Path file;
    private final Thread atExit = new Thread(this::delete, "seaworthy-password-file");

    private PasswordFile(Path folder) throws IOException {
        this.folder = folder;
        this.file = Files.createTempFile(folder, "pgpass-", "");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static PasswordFile of(Secret password) throws IOException {
        PasswordFile created = new PasswordFile(Files.createTempDirectory("seaworthy-"));
        try {
            Files.writeString(created.file, "*:*:*:*:" + escaped(password.reveal()) + "\n");
            return created;
        } catch (IOException e) {
            created.close();
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
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook finds nothing left
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("Could not delete the password file {} and its folder: delete them by hand", file, e);
        }
    }
}
