package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A manifest as JSON, field by field: what is written once is read for years. A checksum of all that it says finds what
 * a bad disk has changed, and no forger.
 */
final class ManifestFormat {
    /** Goes up when a reader of the version before would misunderstand a manifest. */
    private static final int VERSION = 1;

    static final String CHECKSUM = "checksum";

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
        root.put(CHECKSUM, checksum(root));
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    /** Throws unchecked exceptions of many kinds for what is no manifest. */
    Manifest read(byte[] text) {
        ObjectNode root = json.readTree(text).asObject();
        requireVersion(root.required("formatVersion").intValue());
        requireWhole(root);
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

    private void requireWhole(ObjectNode root) {
        String written = root.required(CHECKSUM).stringValue();
        if (!written.equals(checksum(root.without(CHECKSUM)))) {
            throw new IllegalArgumentException("its checksum is that of another text, so it was changed");
        }
    }

    /** SHA-256 of the fields in their order, without spaces. */
    String checksum(ObjectNode root) {
        return Measure.of(json.writeValueAsBytes(root)).sha256();
    }

    private static List<String> recipients(JsonNode node) {
        return node.values().stream().map(JsonNode::stringValue).toList();
    }
}
