package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.headers.HeaderSink;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** Jetty's own headers of a response as a sink of ours. */
record JettySink(HttpFields.Mutable fields) implements HeaderSink {
    @Override
    public void set(String name, String value) {
        fields.put(name, value);
    }

    @Override
    public void setIfAbsent(String name, String value) {
        if (!fields.contains(name)) {
            set(name, value);
        }
    }

    @Override
    public void add(String name, String member) {
        fields.ensureField(new HttpField(name, member));
    }

    @Override
    public void remove(String name) {
        fields.remove(name);
    }
}
