package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.content.StoredStream;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;

/** What anyone can check who can read the store: stored bytes, by their SHA-256. */
final class StoredCheck implements ContentCheck {
    private final ObjectStore store;
    private final Damages damages;
    private final HashedKeys read = new HashedKeys();

    StoredCheck(ObjectStore store, Damages damages) {
        this.store = store;
        this.damages = damages;
    }

    @Override
    public void check(StoredContent stored, List<Entry> entries) throws IOException {
        if (!read.add(stored.key())) {
            damages.addTo(stored.key(), entries);
            return;
        }
        try (InputStream bytes = new StoredStream(store, stored.content().objects())) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (InterruptedIOException e) {
            throw e;
        } catch (StoreException | IOException e) {
            damages.add(stored.key(), String.valueOf(e.getMessage()), entries);
        }
    }
}
