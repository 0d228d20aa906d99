package dev.seaworthy.security.testing;

import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.headers.HeaderSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A response's headers as a list in memory, in the order in which they were written. One thread at a time. */
public final class RecordingHeaders implements HeaderSink {
    private final List<HeaderField> fields = new ArrayList<>();

    /** No header yet. */
    public RecordingHeaders() {}

    @Override
    public void set(String name, String value) {
        HeaderField field = new HeaderField(name, value);
        remove(name);
        fields.add(field);
    }

    @Override
    public void setIfAbsent(String name, String value) {
        if (values(name).isEmpty()) {
            set(name, value);
        }
    }

    @Override
    public void add(String name, String member) {
        HeaderField field = new HeaderField(name, member);
        if (!HeaderSink.lists(values(name), member)) {
            fields.add(field);
        }
    }

    @Override
    public void remove(String name) {
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
    }

    /** The value of a header, or its first one. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(HeaderField::value)
                .toList();
    }

    /** All of them, in the order in which they were written. */
    public List<HeaderField> fields() {
        return List.copyOf(fields);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
