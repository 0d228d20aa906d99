package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.manifest.Checksum;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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
                .put("duration", snapshot.duration().toString());
        snapshot.recipients().forEach(root.putArray("recipients")::add);
        PartFormat.write(snapshot.all(), root);
        Checksum.seal(root);
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** Throws unchecked exceptions of many kinds for what is no snapshot. */
    Snapshot read(byte[] text) {
        ObjectNode root = json.readTree(text).asObject();
        if (root.required("formatVersion").intValue() != VERSION) {
            throw new IllegalArgumentException("its format needs another version of Seaworthy");
        }
        Checksum.require(root);
        return Snapshot.of(
                root.required("id").stringValue(),
                Instant.parse(root.required("createdAt").stringValue()),
                Duration.parse(root.required("duration").stringValue()),
                PartFormat.read(KeyRange.ALL, root),
                root.required("recipients").values().stream()
                        .map(JsonNode::stringValue)
                        .toList());
    }
}
