package dev.seaworthy.examples.benchmarks.security;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.openjdk.jmh.infra.Blackhole;

/** The headers of a response of Jetty's own: each becomes a field, as Jetty's do, and none is kept. */
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
        return put(new HttpField(header, value));
    }

    @Override
    public HttpFields.Mutable put(String name, String value) {
        return put(new HttpField(name, value));
    }
}
