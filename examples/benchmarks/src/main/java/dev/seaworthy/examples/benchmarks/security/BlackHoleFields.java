package dev.seaworthy.examples.benchmarks.security;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.openjdk.jmh.infra.Blackhole;

/** The headers of a response of Jetty's own, which keep nothing of what is written to them. */
final class BlackHoleFields extends HttpFields.Mutable.Wrapper {
    private final Blackhole hole;

    BlackHoleFields(Blackhole hole) {
        super(HttpFields.build());
        this.hole = hole;
    }

    @Override
    public HttpFields.Mutable add(HttpField field) {
        hole.consume(field);
        return this;
    }

    @Override
    public void ensureField(HttpField field) {
        hole.consume(field);
    }

    @Override
    public HttpFields.Mutable put(HttpField field) {
        hole.consume(field);
        return this;
    }

    @Override
    public HttpFields.Mutable put(HttpHeader header, String value) {
        hole.consume(header);
        hole.consume(value);
        return this;
    }

    @Override
    public HttpFields.Mutable put(String name, String value) {
        hole.consume(name);
        hole.consume(value);
        return this;
    }
}
