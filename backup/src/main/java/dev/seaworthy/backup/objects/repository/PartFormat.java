package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.manifest.ContentFormat;
import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was backed up as fields of JSON, but for the range. */
public final class PartFormat {
    private PartFormat() {}

    public static void write(Part part, ObjectNode node) {
        node.put("storedBytes", part.storedBytes()).put("remarked", part.remarked());
        write(part.changes(), node.putObject("changes"));
        ArrayNode remarks = node.putArray("remarks");
        part.remarks()
                .forEach(remark -> remarks.addObject()
                        .put("key", remark.key())
                        .put("kind", remark.kind().name()));
        ArrayNode segments = node.putArray("segments");
        part.segments().forEach(segment -> write(segment, segments.addObject()));
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

    /** Throws unchecked exceptions of many kinds for what is no part of this range. */
    public static Part read(KeyRange range, JsonNode node) {
        return new Part(
                range,
                all(node.required("segments")).map(PartFormat::segment).toList(),
                changes(node.required("changes")),
                all(node.required("remarks")).map(PartFormat::remark).toList(),
                node.required("remarked").longValue(),
                node.required("storedBytes").longValue());
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
