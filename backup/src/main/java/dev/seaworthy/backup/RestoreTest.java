package dev.seaworthy.backup;

import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.content.StoredStream;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;

/** One restore into a scratch database, and what comes of it. */
final class RestoreTest {
    private final ObjectStore store;
    private final InstantSource clock;

    RestoreTest(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    RestoreVerdict run(Manifest manifest, Identity identity, ScratchServer server) {
        Instant start = clock.instant();
        try (ScratchDatabase scratch = server.create()) {
            restore(manifest, identity, scratch);
            return compare(manifest.rows(), scratch.rows(), start);
        } catch (StoreException | IOException e) {
            return new Failed(Step.READ, String.valueOf(e.getMessage()));
        } catch (EncryptionException e) {
            return new Failed(Step.OPEN, String.valueOf(e.getMessage()));
        } catch (RestoreException e) {
            return new Failed(Step.RESTORE, String.valueOf(e.getMessage()));
        }
    }

    /** Reads all to its end, since a restore may leave the end unread, where the proofs of the formats are. */
    private void restore(Manifest manifest, Identity identity, ScratchDatabase scratch) throws IOException {
        try (InputStream stored = new StoredStream(store, manifest.content().objects());
                InputStream plain = Sealing.open(stored, identity)) {
            scratch.restore(plain);
            plain.transferTo(OutputStream.nullOutputStream());
            stored.transferTo(OutputStream.nullOutputStream());
        }
    }

    private RestoreVerdict compare(SortedMap<String, Long> dumped, SortedMap<String, Long> restored, Instant start) {
        List<String> differences = RowDifferences.between(dumped, restored);
        if (!differences.isEmpty()) {
            return new Differs(differences);
        }
        if (dumped.isEmpty()) {
            return new Failed(Step.COMPARE, "There is nothing to compare: the backup holds no table");
        }
        long rows = restored.values().stream().mapToLong(Long::longValue).sum();
        return new Proven(dumped.size(), rows, Duration.between(start, clock.instant()));
    }
}
