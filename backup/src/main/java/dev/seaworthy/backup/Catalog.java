package dev.seaworthy.backup;

import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.manifest.UnreadableManifestException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups in a store. One manifest that cannot be read hides no other; it is warned of once. */
final class Catalog {
    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    private final Manifests manifests;
    private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

    Catalog(Manifests manifests) {
        this.manifests = manifests;
    }

    /** Newest first; each manifest is read when it is asked for. */
    Stream<BackupReport> reports() {
        return manifests.ids().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .map(BackupReport::of);
    }

    private Optional<Manifest> find(String id) {
        try {
            return manifests.find(id);
        } catch (UnreadableManifestException e) {
            if (warnedOf.add(id)) {
                LOG.warn("Backup {} is passed over, since its manifest cannot be read", id, e);
            }
            return Optional.empty();
        }
    }

    /** The ids of those that are passed over, newest first. */
    List<String> unreadable() {
        return manifests.ids().stream().filter(this::isUnreadable).toList();
    }

    private boolean isUnreadable(String id) {
        try {
            manifests.find(id);
            return false;
        } catch (UnreadableManifestException e) {
            return true;
        }
    }
}
