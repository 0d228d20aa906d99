package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.RestoreVerdict.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of a record that tells what the restore showed. */
final class RestoreFormat {
    private RestoreFormat() {}

    static Map<String, Object> write(RestoreVerdict verdict) {
        Map<String, Object> node = new LinkedHashMap<>();
        if (verdict instanceof Proven proven) {
            node.put("verdict", "PROVEN");
            node.put("tables", proven.tables());
            node.put("rows", proven.rows());
            node.put("bytes", proven.bytes());
            node.put("restoring", proven.restoring().toString());
            node.put("comparing", proven.comparing().toString());
            node.put("remarks", proven.remarks());
        } else if (verdict instanceof Differs differs) {
            node.put("verdict", "DIFFERS");
            node.put("differences", differs.differences());
        } else if (verdict instanceof Failed failed) {
            node.put("verdict", "FAILED");
            node.put("where", failed.where().name());
            node.put("message", failed.message());
        }
        return node;
    }

    static RestoreVerdict read(Tree node) {
        String verdict = node.text("verdict");
        return switch (verdict) {
            case "PROVEN" -> proven(node);
            case "DIFFERS" -> new Differs(node.texts("differences"));
            case "FAILED" -> new Failed(Step.valueOf(node.text("where")), node.text("message"));
            default -> throw new IllegalArgumentException("unknown verdict " + verdict);
        };
    }

    static Proven proven(Tree node) {
        return new Proven(
                Math.toIntExact(node.number("tables")),
                node.number("rows"),
                node.number("bytes"),
                Duration.parse(node.text("restoring")),
                Duration.parse(node.text("comparing")),
                node.texts("remarks"));
    }
}
