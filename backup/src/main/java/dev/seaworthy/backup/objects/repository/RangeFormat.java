package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.objects.source.KeyRange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A range of keys as two fields, of which the second is left out at the very end. */
final class RangeFormat {
    private RangeFormat() {}

    static void write(KeyRange range, ObjectNode node) {
        node.put("after", range.after());
        range.through().ifPresent(through -> node.put("through", through));
    }

    static KeyRange read(JsonNode node) {
        return new KeyRange(
                node.required("after").stringValue(), node.optional("through").map(JsonNode::stringValue));
    }
}
