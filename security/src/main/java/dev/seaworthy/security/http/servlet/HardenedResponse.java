package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.http.Passage;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response that stays hardened: a reset does not take our headers, and what we strip cannot be put back. */
final class HardenedResponse extends HttpServletResponseWrapper {
    private final Passage passage;
    private final HeaderSink sink;

    HardenedResponse(HttpServletResponse response, Passage passage) {
        super(response);
        this.passage = passage;
        sink = ResponseHeaders.of(response);
    }

    void harden() {
        passage.writeTo(sink);
    }

    @Override
    public void reset() {
        super.reset();
        harden();
    }

    @Override
    public void setHeader(String name, String value) {
        if (!passage.strips(name)) {
            super.setHeader(name, value);
        }
        if ("Vary".equalsIgnoreCase(name)) {
            passage.vary(sink);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!passage.strips(name)) {
            super.addHeader(name, value);
        }
    }
}
