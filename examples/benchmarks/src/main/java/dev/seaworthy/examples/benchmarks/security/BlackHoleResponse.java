package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.headers.HeaderSink;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** A servlet response, and a sink of ours, that keep nothing of what is written to them. */
final class BlackHoleResponse extends HttpServletResponseWrapper implements HeaderSink {
    private final Blackhole hole;

    BlackHoleResponse(Blackhole hole) {
        super(Absent.of(HttpServletResponse.class));
        this.hole = hole;
    }

    @Override
    public void set(String name, String value) {
        hole.consume(name);
        hole.consume(value);
    }

    @Override
    public void setIfAbsent(String name, String value) {
        set(name, value);
    }

    @Override
    public void add(String name, String member) {
        hole.consume(name);
        hole.consume(member);
    }

    @Override
    public void remove(String name) {
        hole.consume(name);
    }

    @Override
    public void setHeader(String name, String value) {
        hole.consume(name);
        hole.consume(value);
    }

    @Override
    public void addHeader(String name, String value) {
        hole.consume(name);
        hole.consume(value);
    }

    @Override
    public boolean containsHeader(String name) {
        return false;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return List.of();
    }

    @Override
    public int getStatus() {
        return SC_OK;
    }

    @Override
    public void setStatus(int status) {
        hole.consume(status);
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return null;
    }

    @Override
    public void flushBuffer() {
        // nothing is kept
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new BlackHoleStream(hole);
    }
}
