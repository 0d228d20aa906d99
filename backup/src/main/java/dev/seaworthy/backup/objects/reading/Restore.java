package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One restore into a target, segment by segment: what of it is to be put, and what to be deleted. For one use. */
final class Restore {
    private static final int READERS = 4;
    private static final int PUTTERS = 16;

    private final Repository repository;
    private final Snapshot snapshot;
    private final Optional<Identity> identity;
    private final ObjectTarget target;
    private final RestoreOptions options;
    private final TargetCheck check;
    private final ReadableSegments segments;
    private final Tally tally;
    private final Putting putting;
    private final ContentIds ids;

    Restore(
            Repository repository,
            ContentIds ids,
            InstantSource clock,
            Snapshot snapshot,
            Optional<Identity> identity,
            ObjectTarget target,
            RestoreOptions options) {
        this.repository = repository;
        this.ids = ids;
        this.snapshot = snapshot;
        this.identity = identity;
        this.target = target;
        this.options = options;
        this.check = new TargetCheck(target, ids, options.readsTarget());
        this.tally = new Tally(snapshot, clock, options.listener());
        this.segments = new ReadableSegments(repository.segments(), snapshot.id(), tally::unread);
        this.putting = new Putting(snapshot.id(), target, tally);
    }

    RestoreReport run() {
        try (Crew readers = new Crew("restore-read", READERS);
                Crew putters = new Crew("restore-put", PUTTERS)) {
            for (SegmentRef ref : snapshot.segments()) {
                Optional<KeyRange> range =
                        ref.range().intersect(options.filter().range());
                if (range.isPresent()) {
                    restore(ref, range.get(), readers, putters);
                }
            }
            return tally.report();
        } catch (IOException e) {
            throw new SnapshotException(
                    snapshot.id(),
                    "The restore of " + snapshot.id() + " was broken off: " + e.getMessage()
                            + ". Run again, it goes on where it was",
                    e);
        }
    }

    private void restore(SegmentRef ref, KeyRange range, Crew readers, Crew putters) throws IOException {
        Optional<Segment> read = segments.read(ref);
        if (read.isEmpty()) {
            return;
        }
        Segment segment = read.get();
        Wanted wanted = new Wanted(segment);
        try (Stream<SourceObject> listed = target.list(range)) {
            Merge.of(
                    segment.entries().stream().filter(this::isMeant).iterator(),
                    entry -> entry.object().key(),
                    listed.filter(object -> options.filter().accepts(object.key()))
                            .iterator(),
                    SourceObject::key,
                    (entry, present) -> decide(entry, present, wanted, putters));
        }
        putters.await();
        requireOpenable(wanted);
        Fetching fetching = new Fetching(repository.contents(), ids, identity, putting, tally);
        for (Crew.Work work : fetching.of(wanted, putters)) {
            readers.add(work);
        }
        readers.await();
        putters.await();
    }

    private boolean isMeant(Entry entry) {
        return options.filter().accepts(entry.object().key());
    }

    private void decide(Optional<Entry> entry, Optional<SourceObject> present, Wanted wanted, Crew putters)
            throws IOException {
        if (entry.isEmpty()) {
            other(present.orElseThrow().key(), putters);
        } else if (present.isEmpty()
                || present.get().bytes() != entry.get().object().bytes()) {
            wanted.add(entry.get());
        } else if (check.isSame(entry.get(), present.get())) {
            tally.unchanged();
        } else {
            putters.add(() -> compare(entry.get(), present.get(), wanted));
        }
    }

    private void compare(Entry entry, SourceObject present, Wanted wanted) throws IOException {
        if (check.isEqual(entry, present)) {
            tally.unchanged();
        } else {
            wanted.add(entry);
        }
    }

    private void other(String key, Crew putters) throws IOException {
        tally.other();
        if (options.deletesOthers()) {
            putters.add(() -> putting.delete(key));
        }
    }

    /** Else each of them would fail by itself. */
    private void requireOpenable(Wanted wanted) {
        List<String> sealed = wanted.sealed();
        if (identity.isEmpty() && !sealed.isEmpty()) {
            throw new EncryptionException(
                    sealed.get(0) + " is sealed: give the private key of one of its recipients", null);
        }
    }
}
