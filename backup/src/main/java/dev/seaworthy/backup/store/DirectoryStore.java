package dev.seaworthy.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A folder whose files are the objects; each is written aside and appears at once, whole. Safe for use by many threads
 * and processes.
 *
 * <p>The folder's file system must know hard links. It cannot hold {@code a} and {@code a/b} together. Keys that start
 * with {@value #UPLOADS}{@code /} are its own.
 */
public final class DirectoryStore implements ObjectStore {
    static final String UPLOADS = ".seaworthy-uploads";

    private final Path folder;

    private DirectoryStore(Path folder) {
        this.folder = folder;
    }

    /** A store in {@code folder}, which is created by the first upload if it is absent. */
    public static DirectoryStore of(Path folder) {
        return new DirectoryStore(folder.toAbsolutePath().normalize());
    }

    @Override
    public Upload upload(String key) {
        return new FileUpload(key, path(key), folder.resolve(UPLOADS));
    }

    @Override
    public InputStream open(String key) {
        try {
            return Files.newInputStream(path(key));
        } catch (NoSuchFileException e) {
            throw new MissingObjectException(key, e);
        } catch (IOException e) {
            throw failed("open", key, e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        try {
            return DirectoryListing.of(folder, prefix);
        } catch (IOException e) {
            throw failed("list", prefix, e);
        }
    }

    /**
     * When its file got its name, by the file system, or something else of the file was changed after; not when it was
     * written last, which may be long before it was there for others, and which a copy of the folder may keep.
     */
    @Override
    public Optional<Instant> storedAt(String key) {
        try {
            return Optional.of(((FileTime) Files.getAttribute(path(key), "unix:ctime")).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("ask for the time of", key, e);
        }
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException e) {
            throw failed("delete", key, e);
        }
    }

    @Override
    public int discardUploads(String prefix, Instant begunBefore) {
        try {
            return Abandoned.discard(folder.resolve(UPLOADS), prefix, begunBefore);
        } catch (IOException e) {
            throw failed("discard the uploads of", prefix, e);
        }
    }

    private Path path(String key) {
        Path path = folder.resolve(ObjectStore.requireSafeKey(key)).normalize();
        if (!path.startsWith(folder) || path.startsWith(folder.resolve(UPLOADS))) {
            throw new IllegalArgumentException("key must lie in the folder and outside " + UPLOADS + ": " + key);
        }
        return path;
    }

    static StoreException failed(String what, String key, IOException cause) {
        return new StoreException(key, "Could not " + what + " " + key + ": " + Objects.toString(cause), cause);
    }
}
