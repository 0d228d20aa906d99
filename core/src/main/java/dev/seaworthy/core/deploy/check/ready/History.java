package dev.seaworthy.core.deploy.check.ready;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What Flyway has noted, row by row in the order of its ranks. One thread at a time. */
final class History {
    private final TreeSet<Version> applied = new TreeSet<>();
    private final Map<Version, String> scripts = new HashMap<>();
    private final List<String> failed = new ArrayList<>();
    private final List<Version> outOfOrder = new ArrayList<>();
    private @Nullable Version baseline;

    /** A repeatable migration has no version. */
    void add(@Nullable String version, String type, String script, boolean success) {
        if (!success) {
            failed.add(version == null ? script : version);
        } else if (version != null) {
            add(Version.of(version), type, script);
        }
    }

    private void add(Version version, String type, String script) {
        if (type.startsWith("UNDO") || type.equals("DELETE")) {
            applied.remove(version);
        } else if (type.endsWith("BASELINE")) {
            baseline = version;
        } else {
            if (!applied.isEmpty() && version.compareTo(applied.last()) < 0) {
                outOfOrder.add(version);
            }
            applied.add(version);
            scripts.put(version, script.substring(Math.max(script.lastIndexOf('/'), script.lastIndexOf('\\')) + 1));
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

    /** What was applied of a version from another file than this release has for it. */
    List<String> others(Map<Version, String> files) {
        List<String> others = new ArrayList<>();
        files.forEach((version, file) -> {
            String script = scripts.getOrDefault(version, file);
            if (applied.contains(version) && !script.equals(file)) {
                others.add("V" + version + " from " + script + ", this release has " + file);
            }
        });
        return others;
    }

    /** {@code none} if there is none. */
    String newest() {
        if (!applied.isEmpty()) {
            return applied.last().toString();
        }
        return baseline == null ? "none" : baseline.toString();
    }
}
