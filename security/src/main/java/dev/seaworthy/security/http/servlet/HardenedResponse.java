package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.http.Passage;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** A response that stays hardened: a reset does not take our headers, and what we strip cannot be put back. */
final class HardenedResponse extends HttpServletResponseWrapper {
    private final Passage passage;
    private final HeaderSink sink;

    private HardenedResponse(HttpServletResponse response, Passage passage) {
        super(response);
        this.passage = passage;
        sink = ResponseHeaders.of(response);
    }

    /** The response itself if it is hardened for this passage already, as in an ASYNC dispatch. */
    static HardenedResponse of(HttpServletResponse response, Passage passage) {
        if (response instanceof HardenedResponse hardened && hardened.passage == passage) {
            return hardened;
        }
        return new HardenedResponse(response, passage);
    }

    void harden() {
        passage.writeTo(new FirstHeaders((HttpServletResponse) getResponse(), sink));
    }

    @Override
    public void reset() {
        super.reset();
        harden();
    }

    @Override
    public void setHeader(String name, String value) {
        write(name, () -> super.setHeader(name, value));
    }

    @Override
    public void addHeader(String name, String value) {
        write(name, () -> super.addHeader(name, value));
    }

    @Override
    public void setIntHeader(String name, int value) {
        write(name, () -> super.setIntHeader(name, value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        write(name, () -> super.addIntHeader(name, value));
    }

    @Override
    public void setDateHeader(String name, long date) {
        write(name, () -> super.setDateHeader(name, date));
    }

    @Override
    public void addDateHeader(String name, long date) {
        write(name, () -> super.addDateHeader(name, date));
    }

    private void write(String name, Runnable write) {
        if (!passage.strips(name)) {
            write.run();
        }
        if ("Vary".equalsIgnoreCase(name)) {
            passage.vary(sink);
        }
    }
}
