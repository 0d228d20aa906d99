package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.LargeObjects;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.fingerprint.SequencePosition;
import dev.seaworthy.backup.fingerprint.TableFingerprint;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of a manifest that tells what the database held. */
final class FingerprintFormat {
    private FingerprintFormat() {}

    static void write(Fingerprint fingerprint, ObjectNode root) {
        root.put("hash", fingerprint.hash().name()).put("probe", fingerprint.probe());
        ObjectNode tables = root.putObject("tables");
        fingerprint
                .tables()
                .forEach((name, table) ->
                        tables.putObject(name).put("rows", table.rows()).put("hash", table.hash()));
        ObjectNode sequences = root.putObject("sequences");
        fingerprint
                .sequences()
                .forEach((name, sequence) -> sequences
                        .putObject(name)
                        .put("last", sequence.last())
                        .put("called", sequence.called())
                        .put("descending", sequence.descending())
                        .put("cycles", sequence.cycles()));
        root.putObject("largeObjects")
                .put("count", fingerprint.largeObjects().count())
                .put("hash", fingerprint.largeObjects().hash());
        fingerprint.extensions().forEach(root.putObject("extensions")::put);
        fingerprint.leftOut().forEach(root.putObject("leftOut")::put);
        write(fingerprint.locale(), root.putObject("locale"));
    }

    private static void write(DatabaseLocale locale, ObjectNode node) {
        node.put("encoding", locale.encoding())
                .put("collate", locale.collate())
                .put("ctype", locale.ctype())
                .put("provider", locale.provider())
                .put("locale", locale.locale());
    }

    static Fingerprint read(JsonNode root) {
        JsonNode largeObjects = root.required("largeObjects");
        return new Fingerprint(
                RowHash.valueOf(text(root, "hash")),
                text(root, "probe"),
                map(root.required("tables"), FingerprintFormat::table),
                map(root.required("sequences"), FingerprintFormat::sequence),
                new LargeObjects(largeObjects.required("count").longValue(), text(largeObjects, "hash")),
                map(root.required("extensions"), JsonNode::stringValue),
                map(root.required("leftOut"), JsonNode::stringValue),
                locale(root.required("locale")));
    }

    private static TableFingerprint table(JsonNode node) {
        return new TableFingerprint(node.required("rows").longValue(), text(node, "hash"));
    }

    private static SequencePosition sequence(JsonNode node) {
        return new SequencePosition(
                node.required("last").longValue(),
                node.required("called").booleanValue(),
                node.required("descending").booleanValue(),
                node.required("cycles").booleanValue());
    }

    private static DatabaseLocale locale(JsonNode node) {
        return new DatabaseLocale(
                text(node, "encoding"),
                text(node, "collate"),
                text(node, "ctype"),
                text(node, "provider"),
                text(node, "locale"));
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).stringValue();
    }

    private static <V> SortedMap<String, V> map(JsonNode node, Function<JsonNode, V> value) {
        SortedMap<String, V> map = new TreeMap<>();
        node.properties().forEach(field -> map.put(field.getKey(), value.apply(field.getValue())));
        return map;
    }
}
