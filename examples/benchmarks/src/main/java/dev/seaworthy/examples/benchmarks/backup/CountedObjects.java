package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts the objects of a source whose bodies are asked for. Safe for use by many threads. */
final class CountedObjects implements ObjectSource {
    private final ObjectSource source;
    private final LongAdder opened = new LongAdder();

    CountedObjects(ObjectSource source) {
        this.source = source;
    }

    long opened() {
        return opened.sum();
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        return source.list(range);
    }

    @Override
    public ObjectContent open(String key) {
        opened.increment();
        return source.open(key);
    }
}
