package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Measure;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * SHA-256 of the fields of a text in their order, without spaces, which finds what a bad disk changed, and no forger.
 */
public final class Checksum {
    private static final String FIELD = "checksum";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Checksum() {}

    /** Adds it as the last field, in place of an older one. */
    public static void seal(ObjectNode root) {
        root.remove(FIELD);
        root.put(FIELD, of(root));
    }

    /** Refuses with an {@link IllegalArgumentException} what is not as it was sealed. */
    public static void require(ObjectNode root) {
        String written = root.required(FIELD).stringValue();
        if (!written.equals(of(root.without(FIELD)))) {
            throw new IllegalArgumentException("its checksum is that of another text, so it was changed");
        }
    }

    private static String of(ObjectNode root) {
        return Measure.of(JSON.writeValueAsBytes(root)).sha256();
    }
}
