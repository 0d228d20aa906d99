package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.content.Measure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of a manifest that tells what is stored where. */
public final class ContentFormat {
    private ContentFormat() {}

    public static void write(Content content, ObjectNode node) {
        write(content.plain(), node.putObject("plain"));
        write(content.compressed(), node.putObject("compressed"));
        ArrayNode objects = node.putArray("objects");
        content.objects()
                .forEach(object -> write(object.stored(), objects.addObject().put("key", object.key())));
    }

    private static void write(Measure measure, ObjectNode node) {
        node.put("bytes", measure.bytes()).put("sha256", measure.sha256());
    }

    /** Throws unchecked exceptions of many kinds for what is none. */
    public static Content read(JsonNode node) {
        return new Content(
                measure(node.required("plain")),
                measure(node.required("compressed")),
                node.required("objects").values().stream()
                        .map(object -> new ContentObject(object.required("key").stringValue(), measure(object)))
                        .toList());
    }

    private static Measure measure(JsonNode node) {
        return new Measure(
                node.required("bytes").longValue(), node.required("sha256").stringValue());
    }
}
