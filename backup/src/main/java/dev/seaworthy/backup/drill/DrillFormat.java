package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.drill.DrillVerdict.Inconclusive;
import dev.seaworthy.backup.drill.DrillVerdict.NothingRestored;
import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import dev.seaworthy.backup.drill.DrillVerdict.TooOld;
import dev.seaworthy.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record as JSON, field by field: what is written once is read for years. */
final class DrillFormat {
    /** Goes up when a reader of the version before would misunderstand a record. */
    private static final int VERSION = 1;

    private DrillFormat() {}

    static String write(DrillRecord record) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("formatVersion", VERSION);
        root.put("id", record.id());
        root.put("at", record.at().toString());
        root.put("duration", record.duration().toString());
        write(record.verdict(), root);
        record.verdict().restore().ifPresent(restore -> root.put("restore", RestoreFormat.write(restore)));
        return Json.write(root);
    }

    private static void write(DrillVerdict verdict, Map<String, Object> root) {
        if (verdict instanceof Proven proven) {
            write("PROVEN", proven.backup(), root);
        } else if (verdict instanceof Refuted refuted) {
            write("REFUTED", refuted.backup(), root);
        } else if (verdict instanceof Inconclusive inconclusive) {
            write("INCONCLUSIVE", inconclusive.backup(), root);
        } else if (verdict instanceof TooOld old) {
            write("TOO_OLD", old.backup(), root);
            root.put("limit", old.limit().toString());
            root.put("inconclusive", old.inconclusive());
        } else if (verdict instanceof NothingRestored nothing) {
            root.put("verdict", "NOTHING_RESTORED");
            root.put("reason", nothing.reason());
        }
    }

    private static void write(String verdict, DrilledBackup backup, Map<String, Object> root) {
        root.put("verdict", verdict);
        root.put("backup", backup.id());
        root.put("begun", backup.begun().toString());
    }

    /** Throws unchecked exceptions of many kinds for what is no record. */
    static DrillRecord read(String text) {
        Tree root = Tree.of(Json.readTree(text));
        requireVersion(root.number("formatVersion"));
        return new DrillRecord(
                root.text("id"), Instant.parse(root.text("at")), Duration.parse(root.text("duration")), verdict(root));
    }

    private static void requireVersion(long version) {
        if (version != VERSION) {
            throw new IllegalArgumentException("format version " + version + " needs another version of Seaworthy");
        }
    }

    private static DrillVerdict verdict(Tree root) {
        String verdict = root.text("verdict");
        return switch (verdict) {
            case "PROVEN" -> new Proven(backup(root), RestoreFormat.proven(root.tree("restore")));
            case "REFUTED" -> new Refuted(backup(root), RestoreFormat.read(root.tree("restore")));
            case "INCONCLUSIVE" -> new Inconclusive(backup(root), (Failed) RestoreFormat.read(root.tree("restore")));
            case "TOO_OLD" ->
                new TooOld(
                        backup(root),
                        Duration.parse(root.text("limit")),
                        RestoreFormat.read(root.tree("restore")),
                        root.isTrue("inconclusive"));
            case "NOTHING_RESTORED" -> new NothingRestored(root.text("reason"));
            default -> throw new IllegalArgumentException("unknown verdict " + verdict);
        };
    }

    private static DrilledBackup backup(Tree root) {
        return new DrilledBackup(root.text("backup"), Instant.parse(root.text("begun")));
    }
}
