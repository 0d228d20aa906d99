package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which objects are locked, and the versions that deletions have hidden. Safe for use by many threads. */
final class RetainedVersions {
    private final Map<String, Instant> current = new HashMap<>();
    private final List<Version> hidden = new ArrayList<>();

    private record Version(StoredObject object, Instant until) {}

    /** The object of this key, until then. */
    synchronized void lock(String key, Instant until) {
        current.put(key, until);
    }

    synchronized Optional<Instant> lockedUntil(String key) {
        return Optional.ofNullable(current.get(key));
    }

    /** An object was deleted; one that was never locked is gone. */
    synchronized void hide(String key, long bytes) {
        Instant until = current.remove(key);
        if (until != null) {
            hidden.add(new Version(new StoredObject(key, bytes), until));
        }
    }

    synchronized List<StoredObject> all() {
        return hidden.stream().map(Version::object).toList();
    }

    synchronized void remove(String key, Instant now) {
        List<Version> versions = hidden.stream()
                .filter(version -> version.object().key().equals(key))
                .toList();
        for (Version version : versions) {
            if (version.until().isAfter(now)) {
                throw new StoreException(
                        key, "Could not delete a version of " + key + ": it is locked until " + version.until(), null);
            }
        }
        hidden.removeAll(versions);
    }
}
