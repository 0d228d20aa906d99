package dev.seaworthy.backup.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One line for each thing that came back otherwise than it was dumped. One thread at a time. */
final class Differences {
    private final Fingerprint dumped;
    private final Fingerprint restored;
    private final List<String> lines = new ArrayList<>();

    Differences(Fingerprint dumped, Fingerprint restored) {
        this.dumped = dumped;
        this.restored = restored;
    }

    List<String> list() {
        TreeSet<String> tables = new TreeSet<>(dumped.tables().keySet());
        tables.addAll(restored.tables().keySet());
        tables.forEach(
                name -> table(name, dumped.tables().get(name), restored.tables().get(name)));
        dumped.sequences().forEach((name, position) -> sequence(name, position));
        largeObjects(dumped.largeObjects(), restored.largeObjects());
        dumped.extensions().forEach((name, version) -> extension(name));
        same(dumped.leftOut(), restored.leftOut());
        return List.copyOf(lines);
    }

    private void table(String name, @Nullable TableFingerprint before, @Nullable TableFingerprint after) {
        if (before == null && after != null) {
            lines.add(name + ": not in the dump, came back with " + after.rows() + " rows");
        } else if (before != null && after == null) {
            lines.add(name + ": dumped with " + before.rows() + " rows, did not come back");
        } else if (before != null && after != null) {
            rows(name, before, after);
        }
    }

    private void rows(String name, TableFingerprint before, TableFingerprint after) {
        if (before.rows() != after.rows()) {
            lines.add(name + ": dumped with " + before.rows() + " rows, came back with " + after.rows());
        } else if (!before.hash().equals(after.hash())) {
            lines.add(name + ": came back with its " + before.rows() + " rows, but their content differs");
        }
    }

    private void sequence(String name, SequencePosition before) {
        SequencePosition after = restored.sequences().get(name);
        if (after == null) {
            lines.add(name + ": a sequence, did not come back");
        } else if (after.isBehind(before)) {
            lines.add(name + ": dumped as a sequence " + before + ", came back behind it, " + after);
        }
    }

    private void largeObjects(LargeObjects before, LargeObjects after) {
        if (before.count() != after.count()) {
            lines.add("large objects: " + before.count() + " dumped, " + after.count() + " came back");
        } else if (!before.hash().equals(after.hash())) {
            lines.add("large objects: all " + before.count() + " came back, but their content differs");
        }
    }

    private void extension(String name) {
        if (!restored.extensions().containsKey(name)) {
            lines.add("extension " + name + ": did not come back");
        }
    }

    private void same(SortedMap<String, String> before, Map<String, String> after) {
        before.forEach((name, kind) -> {
            String came = after.get(name);
            if (came == null) {
                lines.add(name + ": dumped as a " + kind + ", did not come back");
            } else if (!came.equals(kind)) {
                lines.add(name + ": dumped as a " + kind + ", came back as a " + came);
            }
        });
    }
}
