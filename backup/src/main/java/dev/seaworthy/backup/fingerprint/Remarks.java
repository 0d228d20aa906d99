package dev.seaworthy.backup.fingerprint;

import java.util.ArrayList;
import java.util.List;

/** What a comparison could not compare, or need not. */
final class Remarks {
    private final Fingerprint dumped;
    private final Fingerprint restored;

    Remarks(Fingerprint dumped, Fingerprint restored) {
        this.dumped = dumped;
        this.restored = restored;
    }

    List<String> list() {
        List<String> lines = new ArrayList<>();
        dumped.leftOut().forEach((name, kind) -> lines.add(name + ": not compared, a " + kind));
        dumped.extensions().forEach((name, version) -> {
            String other = restored.extensions().getOrDefault(name, version);
            if (!other.equals(version)) {
                lines.add("extension " + name + ": " + version + " where it was dumped, " + other + " here");
            }
        });
        if (!dumped.locale().equals(restored.locale())) {
            lines.add("locale: " + dumped.locale() + " where it was dumped, " + restored.locale() + " here");
        }
        return List.copyOf(lines);
    }
}
