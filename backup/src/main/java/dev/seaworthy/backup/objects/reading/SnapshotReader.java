package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.KeyFilter;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.snapshot.SnapshotObject;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Reads the snapshots of one bucket. Safe for use by many threads. Each method fails with a {@link StoreException} if
 * there is no such snapshot, or if what is there is none.
 */
public final class SnapshotReader {
    private final Repository repository;
    private final ContentIds ids;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random chooses what is verified; safe for use by many threads */
    public SnapshotReader(Repository repository, ContentIds ids, InstantSource clock, RandomGenerator random) {
        this.repository = repository;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Puts objects into a target as they were, but for those that are so already. A content that is not what was backed
     * up is never put, and the report names what it cost; the others are. What was broken off goes on by being run
     * again.
     *
     * @param identity a private key of one of the recipients, if the contents are sealed
     * @throws EncryptionException if they are, and there is none, or another
     * @throws StoreException if the target cannot be listed
     * @throws SnapshotException if the thread was interrupted, or if the target refuses one object after the other
     */
    public RestoreReport restore(String id, Optional<Identity> identity, ObjectTarget target, RestoreOptions options) {
        return new Restore(repository, ids, clock, openable(id, identity), identity, target, options).run();
    }

    private Snapshot openable(String id, Optional<Identity> identity) {
        Snapshot snapshot = repository.snapshots().read(id);
        RightIdentity.require(repository, snapshot, identity);
        return snapshot;
    }

    /**
     * Reads contents back.
     *
     * @param identity a private key of one of the recipients; without it the stored bytes alone are compared, by their
     *     SHA-256
     * @throws EncryptionException if it is the key of none of them
     * @throws SnapshotException if the thread was interrupted
     */
    public BucketVerification verify(String id, Sample sample, Optional<Identity> identity) {
        return new BucketVerifier(repository, ids, clock, openable(id, identity), identity)
                .verify(sample, sample.seed().orElseGet(random::nextLong));
    }

    /** Compares two snapshots. Parts that they share are not read. */
    public SnapshotDiff diff(String from, String to) {
        return diff(from, to, change -> {});
    }

    /** The same, each difference told in the order of their keys. */
    public SnapshotDiff diff(String from, String to, Consumer<SnapshotDiff.Change> changes) {
        return new Comparison(repository.segments(), changes)
                .compare(
                        repository.snapshots().read(from),
                        repository.snapshots().read(to));
    }

    /**
     * The content of one object, with its metadata, to be closed by the caller. Its end is shown only if it is what was
     * backed up; else a read of it fails.
     *
     * @param identity a private key of one of the recipients, if the contents are sealed
     * @throws SnapshotException if the snapshot has no such object
     * @throws IOException if the thread was interrupted
     */
    public ObjectContent open(String id, String key, Optional<Identity> identity) throws IOException {
        return new OneObject(repository, ids, repository.snapshots().read(id)).open(key, identity);
    }

    /** The objects whose keys begin with a prefix, in the order of their keys, read part by part. */
    public Stream<SnapshotObject> entries(String id, String prefix) {
        KeyFilter filter = KeyFilter.prefix(prefix);
        return Entries.of(repository.segments(), repository.snapshots().read(id), filter.range())
                .filter(entry -> filter.accepts(entry.object().key()))
                .map(entry -> new SnapshotObject(entry.object(), entry.metadata()));
    }
}
