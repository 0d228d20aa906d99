package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.manifest.Checksum;
import dev.seaworthy.backup.objects.repository.Part;
import dev.seaworthy.backup.objects.repository.PartFormat;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans, and the parts that become of their shards, as JSON. */
final class PlanFormat {
    private static final int VERSION = 1;

    private final JsonMapper json = JsonMapper.builder().build();

    byte[] write(Plan plan) {
        ObjectNode root = json.createObjectNode()
                .put("formatVersion", VERSION)
                .put("id", plan.id())
                .put("createdAt", plan.createdAt().toString())
                .put("expectedObjects", plan.expectedObjects())
                .put("expectedBytes", plan.expectedBytes());
        plan.base().ifPresent(base -> root.put("base", base));
        plan.boundaries().forEach(root.putArray("boundaries")::add);
        return seal(root);
    }

    private byte[] seal(ObjectNode root) {
        Checksum.seal(root);
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** Throws unchecked exceptions of many kinds for what is no plan of this id. */
    Plan readPlan(String id, byte[] text) {
        ObjectNode root = read(id, text);
        return new Plan(
                id,
                Instant.parse(root.required("createdAt").stringValue()),
                root.optional("base").map(JsonNode::stringValue),
                root.required("boundaries").values().stream()
                        .map(JsonNode::stringValue)
                        .toList(),
                root.required("expectedObjects").longValue(),
                root.required("expectedBytes").longValue());
    }

    private ObjectNode read(String id, byte[] text) {
        ObjectNode root = json.readTree(text).asObject();
        if (root.required("formatVersion").intValue() != VERSION) {
            throw new IllegalArgumentException("its format needs another version of Seaworthy");
        }
        Checksum.require(root);
        if (!root.required("id").stringValue().equals(id)) {
            throw new IllegalArgumentException("it is of another id");
        }
        return root;
    }

    byte[] write(Plan plan, int shard, Part part) {
        ObjectNode root = json.createObjectNode()
                .put("formatVersion", VERSION)
                .put("id", plan.id())
                .put("shard", shard);
        PartFormat.write(part, root);
        return seal(root);
    }

    /** Throws unchecked exceptions of many kinds for what is no part of this shard. */
    Part readPart(Plan plan, int shard, byte[] text) {
        ObjectNode root = read(plan.id(), text);
        if (root.required("shard").intValue() != shard) {
            throw new IllegalArgumentException("it is of another shard");
        }
        return PartFormat.read(plan.range(shard), root);
    }
}
