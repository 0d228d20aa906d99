package dev.seaworthy.backup;

import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** One restore into a target, and how what came back compares with what was dumped. */
final class Restoring {
    private final ObjectStore store;
    private final InstantSource clock;
    private final Manifest manifest;
    private final Identity identity;

    Restoring(ObjectStore store, InstantSource clock, Manifest manifest, Identity identity) {
        this.store = store;
        this.clock = clock;
        this.manifest = manifest;
        this.identity = identity;
    }

    RestoreVerdict into(RestoreTarget target) {
        Instant start = clock.instant();
        try {
            restore(target);
        } catch (StoreException | IOException e) {
            return new Failed(Step.READ, String.valueOf(e.getMessage()));
        } catch (EncryptionException e) {
            return new Failed(Step.OPEN, String.valueOf(e.getMessage()));
        } catch (RestoreException e) {
            return new Failed(Step.RESTORE, String.valueOf(e.getMessage()));
        }
        return compared(target, Duration.between(start, clock.instant()));
    }

    private void restore(RestoreTarget target) throws IOException {
        StoredDump dump = new StoredDump(store, manifest, identity);
        target.restore(dump);
        dump.readRest();
    }

    private RestoreVerdict compared(RestoreTarget target, Duration restoring) {
        Instant start = clock.instant();
        Fingerprint dumped = manifest.fingerprint();
        try {
            Fingerprint restored = target.fingerprint(dumped);
            return compared(dumped, restored, restoring, start);
        } catch (RestoreException e) {
            return new Failed(Step.COMPARE, String.valueOf(e.getMessage()));
        }
    }

    private RestoreVerdict compared(Fingerprint dumped, Fingerprint restored, Duration restoring, Instant start) {
        if (!dumped.hashesLike(restored)) {
            return new Failed(
                    Step.COMPARE,
                    "The two servers hash the same text otherwise: compare on a server like " + manifest.server()
                            + ", or back up with RowHash.SHA256");
        }
        List<String> differences = dumped.differences(restored);
        if (!differences.isEmpty()) {
            return new Differs(differences);
        }
        if (dumped.tables().isEmpty()) {
            return new Failed(Step.COMPARE, "There is nothing to compare: the backup holds no table");
        }
        return new Proven(
                dumped.tables().size(),
                restored.totalRows(),
                manifest.plainBytes(),
                restoring,
                Duration.between(start, clock.instant()),
                dumped.remarks(restored));
    }
}
