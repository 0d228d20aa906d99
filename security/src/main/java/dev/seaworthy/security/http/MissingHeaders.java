package dev.seaworthy.security.http;

import dev.seaworthy.security.headers.HeaderNames;
import dev.seaworthy.security.headers.HeaderSink;

/** Leaves headers that are there as they are, but for those that are taken away and members that are added. */
record MissingHeaders(HeaderSink sink) implements HeaderSink {
    @Override
    public void set(String name, String value) {
        sink.setIfAbsent(name, value);
    }

    @Override
    public void setIfAbsent(String name, String value) {
        sink.setIfAbsent(name, value);
    }

    @Override
    public void add(String name, String member) {
        sink.add(name, member);
    }

    @Override
    public void remove(String name) {
        sink.remove(name);
    }

    @Override
    public void removeAll(HeaderNames names) {
        sink.removeAll(names);
    }
}
