package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How to restore by hand, kept beside the backups for whoever has nothing else. */
public final class Recipe {
    /**
     * Where it is kept. Its number goes up whenever backups need another recipe, since what is there stays; and what
     * the recipe before would restore wrongly then has other keys, so that it fails.
     */
    public static final String KEY = Manifests.FOLDER + "DISASTER-2.md";

    private Recipe() {}

    /** Writes that of databases if it is not there; what is there stays. */
    public static void writeTo(ObjectStore store) throws IOException {
        writeTo(store, KEY, () -> Recipe.class.getResourceAsStream("DISASTER.md"));
    }

    /** Writes one if it is not there; what is there stays. */
    public static void writeTo(ObjectStore store, String key, Text recipe) throws IOException {
        if (!store.list(key).isEmpty()) {
            return;
        }
        try (Upload upload = store.upload(key)) {
            try (InputStream text = Objects.requireNonNull(recipe.open());
                    OutputStream out = upload.stream()) {
                text.transferTo(out);
            }
            upload.commit();
        } catch (ObjectExistsException e) {
            // another node has written it meanwhile
        }
    }

    /** A text that is built in. */
    @FunctionalInterface
    public interface Text {
        @Nullable
        InputStream open();
    }
}
