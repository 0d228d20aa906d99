package dev.seaworthy.backup.retention;

import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A mark as JSON: what is written once is read for years. */
final class MarkFormat {
    /** Goes up when a reader of the version before would misunderstand a mark. */
    private static final int VERSION = 1;

    private MarkFormat() {}

    static String write(Mark mark) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("formatVersion", VERSION);
        root.put("kind", word(mark.kind()));
        root.put("backup", mark.backup());
        root.put("text", mark.text());
        root.put("since", mark.since().toString());
        return Json.write(root);
    }

    /** Throws unchecked exceptions of many kinds for what is no mark. */
    static Mark read(String text) {
        Map<?, ?> root = (Map<?, ?>) Objects.requireNonNull(Json.readTree(text));
        if (!Integer.valueOf(VERSION).equals(root.get("formatVersion"))) {
            throw new IllegalArgumentException("its format version needs another version of Seaworthy");
        }
        return new Mark(
                kind(text(root, "kind")), text(root, "backup"), text(root, "text"), Instant.parse(text(root, "since")));
    }

    private static String text(Map<?, ?> root, String field) {
        return (String) Objects.requireNonNull(root.get(field), field);
    }

    /** The last part of its key. */
    static String name(Mark mark) {
        return word(mark.kind()) + "."
                + Measure.of(mark.text().getBytes(StandardCharsets.UTF_8)).sha256() + ".json";
    }

    static String word(Mark.Kind kind) {
        return kind == Mark.Kind.PIN ? "pin" : "legal-hold";
    }

    static Mark.Kind kind(String word) {
        return switch (word) {
            case "pin" -> Mark.Kind.PIN;
            case "legal-hold" -> Mark.Kind.LEGAL_HOLD;
            default -> throw new IllegalArgumentException("unknown kind");
        };
    }
}
