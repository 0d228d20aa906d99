package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Many tiny objects that are nowhere: each says its number. Safe for use by many threads. */
final class GeneratedObjects implements ObjectSource {
    private static final String FOLDER = "photos/of/a/long/path/";
    private static final Instant WRITTEN = Instant.parse("2026-11-01T10:00:00Z");

    private final int count;
    private final LongAdder opens = new LongAdder();

    GeneratedObjects(int count) {
        this.count = count;
    }

    private static byte[] content(int number) {
        return ("content " + number).getBytes(StandardCharsets.US_ASCII);
    }

    private static SourceObject object(int number) {
        return new SourceObject(
                "%s%08d.jpg".formatted(FOLDER, number),
                content(number).length,
                "\"%032x\"".formatted(number),
                WRITTEN.plusSeconds(number));
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        return IntStream.range(0, count)
                .mapToObj(GeneratedObjects::object)
                .dropWhile(object -> !range.contains(object.key()))
                .takeWhile(object -> range.contains(object.key()));
    }

    @Override
    public ObjectContent open(String key) {
        opens.increment();
        int number = number(key);
        return new ObjectContent(
                object(number),
                new ObjectMetadata(Map.of("content-type", "image/jpeg"), Map.of(), Map.of()),
                new ByteArrayInputStream(content(number)));
    }

    static int number(String key) {
        return Integer.parseInt(key, FOLDER.length(), FOLDER.length() + 8, 10);
    }

    long opens() {
        return opens.sum();
    }
}
