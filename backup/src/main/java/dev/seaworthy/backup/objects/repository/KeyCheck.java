package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * By which a run sees that it has the repository key of those before, {@code repository-key}: the HMAC of a fixed text,
 * written by the first. Under another key a snapshot would have ids of both, which nobody could check by one.
 */
public final class KeyCheck {
    private static final byte[] TEXT = "Seaworthy repository key".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_BYTES = 200;

    private KeyCheck() {}

    /**
     * Refuses another key.
     *
     * @throws IOException if it is another, or that cannot be found out
     */
    public static void require(Repository repository, ContentIds ids) throws IOException {
        String own = ids.of(TEXT, TEXT.length);
        String key = repository.layout().folder() + "repository-key";
        if (!stored(repository.store(), key, own).strip().equals(own)) {
            throw new IOException(
                    "the repositoryKey is another than that of the snapshots that are there: give that one,"
                            + " or back up under another name");
        }
    }

    private static String stored(ObjectStore store, String key, String own) throws IOException {
        try {
            return read(store, key);
        } catch (MissingObjectException e) {
            return write(store, key, own) ? own : read(store, key);
        }
    }

    private static String read(ObjectStore store, String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        }
    }

    /** Whether it was not there. */
    private static boolean write(ObjectStore store, String key, String own) throws IOException {
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write((own + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            upload.commit();
            return true;
        } catch (ObjectExistsException e) {
            return false;
        }
    }
}
