package dev.seaworthy.core.deploy.check.ready;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Flyway has noted, row by row in the order of its ranks. One thread at a time. */
final class History {
    private final TreeSet<Version> applied = new TreeSet<>();
    private final List<String> failed = new ArrayList<>();
    private final List<Version> outOfOrder = new ArrayList<>();
    private @Nullable Version baseline;

    /** A repeatable migration has no version. */
    void add(@Nullable String version, String type, String script, boolean success) {
        if (!success) {
            failed.add(version == null ? script : version);
        } else if (version != null) {
            add(Version.of(version), type);
        }
    }

    private void add(Version version, String type) {
        if (type.startsWith("UNDO") || type.equals("DELETE")) {
            applied.remove(version);
        } else if (type.equals("BASELINE")) {
            baseline = version;
        } else {
            if (!applied.isEmpty() && version.compareTo(applied.last()) < 0) {
                outOfOrder.add(version);
            }
            applied.add(version);
        }
    }

    List<String> failed() {
        return failed;
    }

    List<Version> outOfOrder() {
        return outOfOrder;
    }

    /** Those up to the baseline were there before Flyway was. */
    Set<Version> pending(Set<Version> expected) {
        Set<Version> pending = new TreeSet<>(expected);
        pending.removeAll(applied);
        pending.removeIf(version -> baseline != null && version.compareTo(baseline) <= 0);
        return pending;
    }

    Set<Version> unknown(Set<Version> expected) {
        Set<Version> unknown = new TreeSet<>(applied);
        unknown.removeAll(expected);
        return unknown;
    }

    /** {@code none} if there is none. */
    String newest() {
        if (!applied.isEmpty()) {
            return applied.last().toString();
        }
        return baseline == null ? "none" : baseline.toString();
    }
}
