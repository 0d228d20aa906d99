package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/** How to restore by hand, kept beside the backups for whoever has nothing else. */
public final class Recipe {
    /**
     * Where it is kept. Its number goes up whenever backups need another recipe, since what is there stays; and what
     * the recipe before would restore wrongly then has other keys, so that it fails.
     */
    public static final String KEY = Manifests.FOLDER + "DISASTER-2.md";

    private Recipe() {}

    /** Writes it if it is not there; what is there stays. */
    public static void writeTo(ObjectStore store) throws IOException {
        if (!store.list(KEY).isEmpty()) {
            return;
        }
        try (Upload upload = store.upload(KEY)) {
            try (InputStream text = Objects.requireNonNull(Recipe.class.getResourceAsStream("DISASTER.md"));
                    OutputStream out = upload.stream()) {
                text.transferTo(out);
            }
            upload.commit();
        } catch (ObjectExistsException e) {
            // another node has written it meanwhile
        }
    }
}
