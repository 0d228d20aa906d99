package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Objects {@code k0} and so on, fewer than ten, whose contents and versions are these words. Immutable. */
record Words(List<String> words) implements ObjectSource {
    Words {
        words = List.copyOf(words);
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        return IntStream.range(0, words.size()).mapToObj(this::object).filter(object -> range.contains(object.key()));
    }

    private SourceObject object(int number) {
        String word = words.get(number);
        return new SourceObject("k" + number, word.length(), word, Instant.EPOCH);
    }

    @Override
    public ObjectContent open(String key) {
        SourceObject object = object(Integer.parseInt(key.substring(1)));
        byte[] content = object.version().getBytes(StandardCharsets.UTF_8);
        return new ObjectContent(object, ObjectMetadata.NONE, new ByteArrayInputStream(content));
    }
}
