package dev.seaworthy.backup;

import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.Verification.Failed;
import dev.seaworthy.backup.Verification.Intact;
import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.content.StoredStream;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads a content back. */
final class Verifier {
    private final ObjectStore store;
    private final InstantSource clock;

    Verifier(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    Verification stored(Content content) {
        return verify(content, Extent.STORED, stored -> content.plain());
    }

    Verification opened(Content content, Identity identity) {
        return verify(content, Extent.OPENED, stored -> Measure.of(Sealing.open(stored, identity)));
    }

    /** Reads all to its end, wherever what it holds ends. */
    private Verification verify(Content content, Extent extent, Reading reading) {
        Instant start = clock.instant();
        try (InputStream stored = new StoredStream(store, content.objects())) {
            Measure plain = reading.plain(stored);
            stored.transferTo(OutputStream.nullOutputStream());
            return plain.equals(content.plain())
                    ? new Intact(extent, content.storedBytes(), Duration.between(start, clock.instant()))
                    : new Failed(Extent.OPENED, "The dump is not what was backed up: its SHA-256 differs");
        } catch (EncryptionException e) {
            return new Failed(Extent.OPENED, String.valueOf(e.getMessage()));
        } catch (StoreException | IOException e) {
            return new Failed(Extent.STORED, String.valueOf(e.getMessage()));
        }
    }

    private interface Reading {
        Measure plain(InputStream stored) throws IOException;
    }
}
