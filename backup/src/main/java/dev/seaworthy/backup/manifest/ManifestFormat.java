package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A manifest as JSON, field by field: what is written once is read for years. A checksum of all that it says finds what
 * a bad disk has changed, and no forger.
 */
final class ManifestFormat {
    /** Goes up when a reader of the version before would misunderstand a manifest. */
    private static final int VERSION = 2;

    private static final int FIRST_WITH_CHECKSUM = 2;

    private static final Globals BEFORE_THERE_WERE_GLOBALS =
            Globals.missing("the backup was made by a version of Seaworthy that did not store them");

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
        ArrayNode rows = root.putArray("rows");
        manifest.rows()
                .forEach((table, content) ->
                        ContentFormat.write(content, rows.addObject().put("table", table)));
        write(manifest.globals(), root.putObject("globals"));
        manifest.recipients().forEach(root.putArray("recipients")::add);
        FingerprintFormat.write(manifest.fingerprint(), root.putObject("fingerprint"));
        Checksum.seal(root);
        return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static void write(Globals globals, ObjectNode node) {
        globals.content()
                .ifPresentOrElse(
                        content -> ContentFormat.write(content, node), () -> node.put("missing", globals.missing()));
    }

    /** Throws unchecked exceptions of many kinds for what is no manifest. */
    Manifest read(byte[] text) {
        ObjectNode root = json.readTree(text).asObject();
        int version = requireVersion(root.required("formatVersion").intValue());
        if (version >= FIRST_WITH_CHECKSUM) {
            Checksum.require(root);
        }
        return new Manifest(
                root.required("id").stringValue(),
                Instant.parse(root.required("createdAt").stringValue()),
                Duration.parse(root.required("duration").stringValue()),
                ContentFormat.read(root.required("content")),
                version == 1 ? Map.of() : rows(root.required("rows")),
                version == 1 ? BEFORE_THERE_WERE_GLOBALS : globals(root.required("globals")),
                FingerprintFormat.read(root.required("fingerprint")),
                Duration.parse(root.required("hashing").stringValue()),
                root.required("server").stringValue(),
                root.required("tool").stringValue(),
                recipients(root.required("recipients")));
    }

    private static int requireVersion(int version) {
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("format version " + version + " needs another version of Seaworthy");
        }
        return version;
    }

    private static Map<String, Content> rows(JsonNode node) {
        Map<String, Content> rows = new LinkedHashMap<>();
        for (JsonNode entry : node.values()) {
            String table = entry.required("table").stringValue();
            if (rows.putIfAbsent(table, ContentFormat.read(entry)) != null) {
                throw new IllegalArgumentException("it has the rows of " + table + " twice");
            }
        }
        return rows;
    }

    private static Globals globals(JsonNode node) {
        return node.has("missing")
                ? Globals.missing(node.required("missing").stringValue())
                : Globals.of(ContentFormat.read(node));
    }

    private static List<String> recipients(JsonNode node) {
        return node.values().stream().map(JsonNode::stringValue).toList();
    }
}
