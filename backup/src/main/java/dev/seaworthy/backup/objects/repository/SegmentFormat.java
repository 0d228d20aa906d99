package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.manifest.ContentFormat;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A segment as lines of JSON: the range, the number of entries and the contents, then each entry, which names its
 * content by its place among those.
 */
final class SegmentFormat {
    private static final int VERSION = 1;

    private final JsonMapper json = JsonMapper.builder().build();

    void write(Segment segment, OutputStream out) throws IOException {
        List<String> keys = segment.contents().keySet().stream().sorted().toList();
        Map<String, Integer> places = new HashMap<>();
        ObjectNode head = json.createObjectNode().put("formatVersion", VERSION);
        RangeFormat.write(segment.range(), head);
        head.put("entries", segment.entries().size());
        ArrayNode contents = head.putArray("contents");
        for (String key : keys) {
            places.put(key, places.size());
            ContentFormat.write(Objects.requireNonNull(segment.contents().get(key)).content(), contents.addObject());
        }
        writeLine(head, out);
        for (Entry entry : segment.entries()) {
            writeLine(line(entry, Objects.requireNonNull(places.get(entry.stored()))), out);
        }
    }

    private void writeLine(ObjectNode line, OutputStream out) throws IOException {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
    }

    private ObjectNode line(Entry entry, int place) {
        SourceObject object = entry.object();
        ObjectNode line = json.createObjectNode()
                .put("key", object.key())
                .put("bytes", object.bytes())
                .put("version", object.version())
                .put("modifiedAt", object.modifiedAt().toString())
                .put("id", entry.content())
                .put("content", place);
        write("headers", entry.metadata().headers(), line);
        write("user", entry.metadata().user(), line);
        write("tags", entry.metadata().tags(), line);
        return line;
    }

    private static void write(String name, SortedMap<String, String> values, ObjectNode line) {
        if (!values.isEmpty()) {
            values.forEach(line.putObject(name)::put);
        }
    }

    /** Throws unchecked exceptions of many kinds for what is no segment. */
    Segment read(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        JsonNode head = json.readTree(required(lines.readLine()));
        if (head.required("formatVersion").intValue() != VERSION) {
            throw new IllegalArgumentException("its format needs another version of Seaworthy");
        }
        List<StoredContent> contents = new ArrayList<>();
        for (JsonNode content : head.required("contents").values()) {
            contents.add(new StoredContent(ContentFormat.read(content)));
        }
        int count = head.required("entries").intValue();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(json.readTree(required(lines.readLine())), contents));
        }
        if (lines.readLine() != null) {
            throw new IllegalArgumentException("it has more entries than it says");
        }
        KeyRange range = RangeFormat.read(head);
        return new Segment(range, entries, contents);
    }

    private static String required(@Nullable String line) {
        return Optional.ofNullable(line)
                .orElseThrow(() -> new IllegalArgumentException("it has fewer lines than it says"));
    }

    private static Entry entry(JsonNode line, List<StoredContent> contents) {
        return new Entry(
                new SourceObject(
                        line.required("key").stringValue(),
                        line.required("bytes").longValue(),
                        line.required("version").stringValue(),
                        Instant.parse(line.required("modifiedAt").stringValue())),
                metadata(line),
                line.required("id").stringValue(),
                contents.get(line.required("content").intValue()).key());
    }

    private static ObjectMetadata metadata(JsonNode line) {
        return new ObjectMetadata(read("headers", line), read("user", line), read("tags", line));
    }

    private static SortedMap<String, String> read(String name, JsonNode line) {
        SortedMap<String, String> values = new TreeMap<>();
        line.optional(name)
                .ifPresent(node -> node.properties()
                        .forEach(value ->
                                values.put(value.getKey(), value.getValue().stringValue())));
        return values;
    }
}
