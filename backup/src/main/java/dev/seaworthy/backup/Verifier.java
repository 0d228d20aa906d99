package dev.seaworthy.backup;

import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.Verification.Failed;
import dev.seaworthy.backup.Verification.Intact;
import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.content.StoredStream;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
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
        return verify(content, Extent.STORED, () -> {
            try (InputStream stored = new StoredStream(store, content.objects())) {
                stored.transferTo(OutputStream.nullOutputStream());
                return content.plain();
            }
        });
    }

    Verification opened(Content content, Identity identity) {
        return verify(content, Extent.OPENED, () -> {
            try (InputStream plain = VerifiedDump.open(store, content, identity)) {
                return Measure.of(plain);
            }
        });
    }

    private Verification verify(Content content, Extent extent, Reading reading) {
        Instant start = clock.instant();
        try {
            return reading.plain().equals(content.plain())
                    ? new Intact(extent, content.storedBytes(), Duration.between(start, clock.instant()))
                    : new Failed(Extent.OPENED, "The dump is not what was backed up: its SHA-256 differs");
        } catch (EncryptionException e) {
            return new Failed(Extent.OPENED, String.valueOf(e.getMessage()));
        } catch (StoreException | IOException e) {
            return new Failed(Extent.STORED, String.valueOf(e.getMessage()));
        }
    }

    private interface Reading {
        Measure plain() throws IOException;
    }
}
