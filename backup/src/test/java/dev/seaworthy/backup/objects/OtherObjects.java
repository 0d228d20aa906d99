package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.stream.Stream;

/** A source in front of another, to be overridden. */
class OtherObjects implements ObjectSource {
    private final ObjectSource source;

    OtherObjects(ObjectSource source) {
        this.source = source;
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        return source.list(range);
    }

    @Override
    public ObjectContent open(String key) {
        return source.open(key);
    }
}
