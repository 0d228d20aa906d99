package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.manifest.Checksum;
import dev.seaworthy.backup.manifest.ContentFormat;
import dev.seaworthy.backup.objects.snapshot.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A snapshot as JSON, field by field: what is written once is read for years. */
final class SnapshotFormat {
    private static final int VERSION = 1;

    private final JsonMapper json = JsonMapper.builder().build();

    byte[] write(Snapshot snapshot) {
        ObjectNode root = json.createObjectNode()
                .put("formatVersion", VERSION)
                .put("id", snapshot.id())
                .put("createdAt", snapshot.createdAt().toString())
                .put("duration", snapshot.duration().toString())
                .put("storedBytes", snapshot.storedBytes())
                .put("remarked", snapshot.remarked());
        write(snapshot.changes(), root.putObject("changes"));
        ArrayNode remarks = root.putArray("remarks");
        snapshot.remarks()
                .forEach(remark -> remarks.addObject()
                        .put("key", remark.key())
                        .put("kind", remark.kind().name()));
        snapshot.recipients().forEach(root.putArray("recipients")::add);
        ArrayNode segments = root.putArray("segments");
        snapshot.segments().forEach(segment -> write(segment, segments.addObject()));
        Checksum.seal(root);
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static void write(Changes changes, ObjectNode node) {
        node.put("unchanged", changes.unchanged())
                .put("added", changes.added())
                .put("changed", changes.changed())
                .put("removed", changes.removed());
    }

    private static void write(SegmentRef segment, ObjectNode node) {
        RangeFormat.write(segment.range(), node);
        node.put("entries", segment.objects()).put("bytes", segment.bytes());
        ContentFormat.write(segment.content(), node.putObject("content"));
    }

    /** Throws unchecked exceptions of many kinds for what is no snapshot. */
    Snapshot read(byte[] text) {
        ObjectNode root = json.readTree(text).asObject();
        if (root.required("formatVersion").intValue() != VERSION) {
            throw new IllegalArgumentException("its format needs another version of Seaworthy");
        }
        Checksum.require(root);
        return new Snapshot(
                root.required("id").stringValue(),
                Instant.parse(root.required("createdAt").stringValue()),
                Duration.parse(root.required("duration").stringValue()),
                all(root.required("segments")).map(SnapshotFormat::segment).toList(),
                changes(root.required("changes")),
                all(root.required("remarks")).map(SnapshotFormat::remark).toList(),
                root.required("remarked").longValue(),
                root.required("storedBytes").longValue(),
                all(root.required("recipients")).map(JsonNode::stringValue).toList());
    }

    private static Stream<JsonNode> all(JsonNode array) {
        return array.values().stream();
    }

    private static Changes changes(JsonNode node) {
        return new Changes(
                node.required("unchanged").longValue(),
                node.required("added").longValue(),
                node.required("changed").longValue(),
                node.required("removed").longValue());
    }

    private static Remark remark(JsonNode node) {
        return new Remark(
                node.required("key").stringValue(),
                Remark.Kind.valueOf(node.required("kind").stringValue()));
    }

    private static SegmentRef segment(JsonNode node) {
        return new SegmentRef(
                RangeFormat.read(node),
                node.required("entries").intValue(),
                node.required("bytes").longValue(),
                ContentFormat.read(node.required("content")));
    }
}
