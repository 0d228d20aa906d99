package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.headers.HeaderSink;
import jakarta.servlet.http.HttpServletResponse;

/** A servlet response as a sink of ours. */
record ServletSink(HttpServletResponse response) implements HeaderSink {
    @Override
    public void set(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void setIfAbsent(String name, String value) {
        if (!response.containsHeader(name)) {
            set(name, value);
        }
    }

    @Override
    public void add(String name, String member) {
        if (!response.getHeaders(name).contains(member)) {
            response.addHeader(name, member);
        }
    }

    @Override
    public void remove(String name) {
        if (response.containsHeader(name)) {
            response.setHeader(name, null);
        }
    }
}
