package dev.seaworthy.backup.manifest;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The text of a manifest that somebody has changed who knows how. */
public final class ManifestText {
    private ManifestText() {}

    /** The same text with a checksum that fits. */
    public static byte[] sealed(String text) {
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode root = json.readTree(text).asObject();
        Checksum.seal(root);
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    }
}
