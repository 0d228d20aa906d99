package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * That a private key is one for a snapshot, found out before each content fails by itself and looks damaged. One of an
 * older recipient, to whom some contents are sealed that the snapshot shares, will do.
 */
final class RightIdentity {
    private RightIdentity() {}

    /**
     * Refuses another key.
     *
     * @throws EncryptionException if it opens nothing
     */
    static void require(Repository repository, Snapshot snapshot, Optional<Identity> identity) {
        Optional<String> other = identity.map(key -> key.recipient().publicKey())
                .filter(key -> !snapshot.recipients().contains(key));
        if (other.isPresent() && !snapshot.recipients().isEmpty()) {
            firstSealed(repository, snapshot).ifPresent(stored -> open(repository, snapshot, stored, identity));
        }
    }

    private static Optional<StoredContent> firstSealed(Repository repository, Snapshot snapshot) {
        for (SegmentRef ref : snapshot.segments()) {
            Optional<StoredContent> sealed = firstSealed(repository, ref);
            if (sealed.isPresent()) {
                return sealed;
            }
        }
        return Optional.empty();
    }

    /** None of one that cannot be read, which is told by who reads all. */
    private static Optional<StoredContent> firstSealed(Repository repository, SegmentRef ref) {
        try {
            Segment segment = repository.segments().read(ref);
            return Wanted.sealed(segment.contents().keySet()).stream()
                    .sorted()
                    .findFirst()
                    .map(segment::stored);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static void open(
            Repository repository, Snapshot snapshot, StoredContent stored, Optional<Identity> identity) {
        try (InputStream content = repository.contents().open(stored, identity)) {
            int unused = content.read();
        } catch (EncryptionException e) {
            throw new EncryptionException(
                    "Snapshot " + snapshot.id() + " is sealed to " + String.join(", ", snapshot.recipients())
                            + ", of which the " + identity.orElseThrow()
                            + " is none: give the private key of one of them",
                    e);
        } catch (StoreException | IOException e) {
            return; // told by who reads all
        }
    }
}
