package dev.seaworthy.backup.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A manifest as JSON, field by field: what is written once is read for years. */
final class ManifestFormat {
    /** Goes up when a reader of the version before would misunderstand a manifest. */
    private static final int VERSION = 1;

    private final JsonMapper json = JsonMapper.builder().build();

    byte[] write(Manifest manifest) {
        ObjectNode root = json.createObjectNode()
                .put("formatVersion", VERSION)
                .put("id", manifest.id())
                .put("createdAt", manifest.createdAt().toString())
                .put("duration", manifest.duration().toString())
                .put("server", manifest.server())
                .put("tool", manifest.tool())
                .put("hashing", manifest.hashing().toString());
        ContentFormat.write(manifest.content(), root.putObject("content"));
        manifest.recipients().forEach(root.putArray("recipients")::add);
        FingerprintFormat.write(manifest.fingerprint(), root.putObject("fingerprint"));
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** Throws unchecked exceptions of many kinds for what is no manifest. */
    Manifest read(byte[] text) {
        JsonNode root = json.readTree(text);
        requireVersion(root.required("formatVersion").intValue());
        return new Manifest(
                root.required("id").stringValue(),
                Instant.parse(root.required("createdAt").stringValue()),
                Duration.parse(root.required("duration").stringValue()),
                ContentFormat.read(root.required("content")),
                FingerprintFormat.read(root.required("fingerprint")),
                Duration.parse(root.required("hashing").stringValue()),
                root.required("server").stringValue(),
                root.required("tool").stringValue(),
                recipients(root.required("recipients")));
    }

    private static void requireVersion(int version) {
        if (version != VERSION) {
            throw new IllegalArgumentException("format version " + version + " needs another version of Seaworthy");
        }
    }

    private static List<String> recipients(JsonNode node) {
        return node.values().stream().map(JsonNode::stringValue).toList();
    }
}
