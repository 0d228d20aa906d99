package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
        long failed = tally.failed();
        long others = tally.others();
        merge(segment, range, (entry, present) -> decide(entry, present, wanted, putters));
        putters.await();
        requireOpenable(wanted);
        Fetching fetching = new Fetching(repository.contents(), ids, identity, putting, tally);
        for (Crew.Work work : fetching.of(wanted, putters)) {
            readers.add(work);
        }
        readers.await();
        putters.await();
        if (options.deletesOthers() && tally.others() > others && tally.failed() == failed) {
            deleteOthers(segment, range, wanted, putters);
        }
    }

    private void merge(Segment segment, KeyRange range, Merge.Pair<Entry, SourceObject, IOException> pair)
            throws IOException {
        try (Stream<SourceObject> listed = target.list(range)) {
            Merge.of(
                    segment.entries().stream().filter(this::isMeant).iterator(),
                    entry -> entry.object().key(),
                    meant(new TargetListing(listed.iterator(), range)),
                    SourceObject::key,
                    pair);
        }
    }

    private Iterator<SourceObject> meant(TargetListing listing) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(listing, Spliterator.ORDERED), false)
                .filter(object -> options.filter().accepts(object.key()))
                .iterator();
    }

    private boolean isMeant(Entry entry) {
        return options.filter().accepts(entry.object().key());
    }

    private void decide(Optional<Entry> entry, Optional<SourceObject> present, Wanted wanted, Crew putters)
            throws IOException {
        if (entry.isEmpty()) {
            tally.other();
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

    /** Listed anew, since there may be more of them than fit into memory. */
    private void deleteOthers(Segment segment, KeyRange range, Wanted wanted, Crew putters) throws IOException {
        Optional<String> sealed = wanted.sealed().isEmpty() ? unopened(segment) : Optional.empty();
        merge(segment, range, (entry, present) -> {
            if (entry.isEmpty()) {
                String key = present.orElseThrow().key();
                if (sealed.isPresent()) {
                    tally.failed(key, "It was not deleted, since the snapshot cannot be restored: " + sealed.get());
                } else {
                    putters.add(() -> putting.delete(key));
                }
            }
        });
        putters.await();
    }

    /** Why a content that was not wanted could not be opened either, if it could not. */
    private Optional<String> unopened(Segment segment) throws InterruptedIOException {
        Optional<String> sealed =
                Wanted.sealed(segment.contents().keySet()).stream().min(Comparator.naturalOrder());
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        StoredContent stored = segment.stored(sealed.get());
        try (InputStream content = repository.contents().open(stored, identity)) {
            content.readNBytes(1);
            return Optional.empty();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (EncryptionException | StoreException | IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
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
