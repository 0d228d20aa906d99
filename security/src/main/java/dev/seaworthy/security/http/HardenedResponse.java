package dev.seaworthy.security.http;

import dev.seaworthy.security.cors.CorsDecision;
import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.SecurityHeaders;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.function.Consumer;

/** A response that stays hardened: a reset does not take our headers, and what we strip cannot be put back. */
final class HardenedResponse extends HttpServletResponseWrapper {
    private final SecurityHeaders headers;
    private final Consumer<HeaderSink> writer;
    private final CorsDecision decision;
    private final HeaderSink sink;

    HardenedResponse(
            HttpServletResponse response, SecurityHeaders headers, Consumer<HeaderSink> writer, CorsDecision decision) {
        super(response);
        this.headers = headers;
        this.writer = writer;
        this.decision = decision;
        sink = new ResponseHeaders(response);
    }

    void harden() {
        writer.accept(sink);
        decision.writeTo(sink);
    }

    @Override
    public void reset() {
        super.reset();
        harden();
    }

    @Override
    public void setHeader(String name, String value) {
        if (!headers.removes(name)) {
            super.setHeader(name, value);
        }
        if ("Vary".equalsIgnoreCase(name)) {
            decision.writeTo(sink);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!headers.removes(name)) {
            super.addHeader(name, value);
        }
    }
}
