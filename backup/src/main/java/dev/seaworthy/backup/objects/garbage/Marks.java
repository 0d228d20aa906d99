package dev.seaworthy.backup.objects.garbage;

import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** The marks of contents and segments that no run may refer to any more; each is written once. */
final class Marks {
    private static final int MAX_BYTES = 1024;

    private final ObjectStore store;
    private final Layout layout;
    private final List<String> folders;

    Marks(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.folders = List.of(mark(layout.segments()), mark(layout.data()));
    }

    private String mark(String key) {
        return layout.condemned() + key.substring(layout.folder().length());
    }

    /** All that are marked. */
    HashedKeys all() {
        HashedKeys all = new HashedKeys();
        forEach(all::add);
        return all;
    }

    /** Each that is marked, by its key. */
    void forEach(Consumer<String> each) {
        for (String folder : folders) {
            store.list(folder, mark -> {
                String key = layout.folder()
                        + mark.key().substring(layout.condemned().length());
                if (layout.unitOf(key).filter(key::equals).isPresent()) {
                    each.accept(key);
                }
            });
        }
    }

    /** Marks it, if it has no mark yet. */
    void put(String key, Instant now) {
        String mark = mark(key);
        try (Upload upload = store.upload(mark)) {
            try (OutputStream out = upload.stream()) {
                out.write(Json.writeLine(Map.of("formatVersion", 1, "condemnedAt", now.toString()))
                        .getBytes(StandardCharsets.UTF_8));
            }
            upload.commit();
        } catch (ObjectExistsException e) {
            return; // another collection was faster
        } catch (IOException e) {
            throw new StoreException(mark, "Could not write " + mark + ": " + e.getMessage(), e);
        }
    }

    /**
     * Since when it is marked: by the clock of the store, or, if that does not tell, by that of who marked it; empty if
     * it is not.
     */
    Optional<Instant> since(String key) {
        String mark = mark(key);
        return store.storedAt(mark).or(() -> read(mark));
    }

    private Optional<Instant> read(String mark) {
        try (InputStream in = store.open(mark)) {
            Map<?, ?> root = (Map<?, ?>)
                    Objects.requireNonNull(Json.readTree(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)));
            return Optional.of(Instant.parse((String) Objects.requireNonNull(root.get("condemnedAt"))));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new StoreException(mark, "Object " + mark + " is no mark: " + e.getMessage(), e);
        }
    }

    void delete(String key) {
        store.delete(mark(key));
    }
}
