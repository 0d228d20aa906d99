package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.VerifiedContent;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.manifest.Globals;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with backups that exist: reading, testing and restoring them, within their time. */
final class StoredBackups {
    private static final Logger LOG = LoggerFactory.getLogger(StoredBackups.class);

    private final ObjectStore store;
    private final Manifests manifests;
    private final Verifier verifier;
    private final Duration timeout;
    private final BackupListener listener;
    private final InstantSource clock;

    StoredBackups(
            ObjectStore store, Manifests manifests, Duration timeout, BackupListener listener, InstantSource clock) {
        this.store = store;
        this.manifests = manifests;
        this.verifier = new Verifier(store, clock);
        this.timeout = timeout;
        this.listener = listener;
        this.clock = clock;
    }

    Verification verify(String id) {
        return verified(id, verifier::stored);
    }

    Verification verify(String id, Identity identity) {
        return verified(id, contents -> verifier.opened(contents, identity));
    }

    private Verification verified(String id, Function<List<Content>, Verification> verify) {
        Instant start = clock.instant();
        Verification verification = within(
                TimeLimit.start(timeout),
                id,
                "was not verified",
                Verification::isIntact,
                () -> verify.apply(manifest(id).contents()));
        listener.happened(new BackupEvent.Verified(id, verification, since(start)));
        return verification;
    }

    /** What an operation says of a backup; a no only if it had all its time. */
    private <T> T within(TimeLimit ends, String id, String what, Predicate<T> isYes, Supplier<T> operation) {
        try (TimeLimit limit = ends) {
            try {
                T verdict = operation.get();
                if (!isYes.test(verdict)) {
                    requireNotEnded(limit, id, what, null);
                    requireStillThere(id, what);
                }
                return verdict;
            } catch (StoreException e) {
                requireNotEnded(limit, id, what, e);
                throw e;
            }
        }
    }

    private static void requireNotEnded(TimeLimit limit, String id, String what, @Nullable Throwable cause) {
        limit.end().ifPresent(end -> {
            throw new BackupException(id, "Backup " + id + " " + what + ": " + end, cause);
        });
    }

    /** What was deleted under a reader looks like damage otherwise. */
    private void requireStillThere(String id, String what) {
        if (isGone(id)) {
            throw new BackupException(id, "Backup " + id + " " + what + ": it was deleted meanwhile", null);
        }
    }

    private boolean isGone(String id) {
        try {
            return !manifests.exists(id);
        } catch (StoreException e) {
            LOG.debug("It is not known whether backup {} is still there", id, e);
            return false;
        }
    }

    String globals(String id, Identity identity) {
        Globals globals = manifest(id).globals();
        Content content = globals.content()
                .orElseThrow(() -> new BackupException(
                        id,
                        "Backup " + id + " has no globals: "
                                + (globals.missing().isEmpty() ? "its database had none" : globals.missing()),
                        null));
        try (InputStream script =
                VerifiedContent.open(store, content, stored -> Sealing.open(stored, identity), () -> {})) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (StoreException | EncryptionException | IOException e) {
            throw new BackupException(id, "The globals of backup " + id + " could not be read: " + e.getMessage(), e);
        }
    }

    RestoreVerdict testRestore(String id, Identity identity, ScratchServer server, List<RestoreCheck> checks) {
        Instant start = clock.instant();
        RestoreVerdict verdict =
                within(TimeLimit.start(timeout), id, "was not tested", RestoreVerdict::isProven, () -> {
                    Manifest manifest = manifest(id);
                    Restoring restoring = new Restoring(store, clock, manifest, identity);
                    return new RestoreTest(restoring, clock, checks).run(manifest.fingerprint(), server);
                });
        listener.happened(new BackupEvent.Tested(id, verdict, since(start)));
        return verdict;
    }

    RestoreVerdict.Proven restore(String id, Identity identity, RestoreTarget target) {
        RestoreVerdict verdict = within(
                TimeLimit.none(),
                id,
                "was not restored",
                shown -> shown.isProven() || isRestored(shown),
                () -> new Restoring(store, clock, manifest(id), identity).into(target));
        if (verdict instanceof RestoreVerdict.Proven proven) {
            return proven;
        }
        String what = isRestored(verdict) ? " is restored, and was not compared: " : " was not restored as it was: ";
        throw new BackupException(id, "Backup " + id + what + reason(verdict), null);
    }

    /** The target has committed then. */
    private static boolean isRestored(RestoreVerdict verdict) {
        return verdict instanceof RestoreVerdict.Failed failed && failed.where() == RestoreVerdict.Step.COMPARE;
    }

    private static String reason(RestoreVerdict verdict) {
        if (verdict instanceof RestoreVerdict.Failed failed) {
            return failed.message();
        }
        return verdict instanceof RestoreVerdict.Differs differs
                ? String.join("; ", differs.differences())
                : verdict.toString();
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }

    private Manifest manifest(String id) {
        try {
            return manifests.read(id);
        } catch (MissingObjectException e) {
            throw new BackupException(id, "There is no backup " + id + ": see list()", e);
        }
    }
}
