package dev.seaworthy.security.http.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.http.Passage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** An exchange that stays hardened: just before the response begins, what was taken away is put back. */
final class HardenedExchange extends HttpExchange {
    private final HttpExchange exchange;
    private final Passage passage;
    private final OutputStream body = new Body();
    private boolean bodiless;

    private HardenedExchange(HttpExchange exchange, Passage passage) {
        this.exchange = exchange;
        this.passage = passage;
    }

    /** It has the headers already, and is an {@link HttpsExchange} if the other one is. */
    static HttpExchange of(HttpExchange exchange, Passage passage) {
        HardenedExchange hardened = new HardenedExchange(exchange, passage);
        passage.writeTo(sink(exchange.getResponseHeaders()));
        return exchange instanceof HttpsExchange secure ? new HardenedHttpsExchange(hardened, secure) : hardened;
    }

    static HeaderSink sink(Headers headers) {
        return HeaderSink.of(headers::keySet, headers::get, headers::set, headers::add, headers::remove);
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        passage.settle(sink(exchange.getResponseHeaders()));
        boolean isHead = getRequestMethod().equals("HEAD");
        bodiless = isHead || status < 200 || status == 204 || status == 304;
        if (isHead && length > 0) {
            getResponseHeaders().set("Content-Length", Long.toString(length));
        }
        exchange.sendResponseHeaders(status, bodiless ? -1 : length);
    }

    @Override
    public OutputStream getResponseBody() {
        return body;
    }

    /** The server shares all others among the requests of a context. */
    @Override
    public @Nullable Object getAttribute(String name) {
        return switch (name) {
            case Passage.NONCE_ATTRIBUTE -> passage.nonce().map(Nonce::value).orElse(null);
            case Passage.ATTRIBUTE -> passage;
            default -> exchange.getAttribute(name);
        };
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public void close() {
        exchange.close();
    }

    @Override
    public InputStream getRequestBody() {
        return exchange.getRequestBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public void setStreams(@Nullable InputStream input, @Nullable OutputStream output) {
        exchange.setStreams(input, output);
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return exchange.getPrincipal();
    }

    /** May be taken before the status is said, as the server's own; what must not be sent is left out. */
    private final class Body extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            if (!bodiless) {
                exchange.getResponseBody().write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!bodiless) {
                exchange.getResponseBody().write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!bodiless) {
                exchange.getResponseBody().flush();
            }
        }

        @Override
        public void close() throws IOException {
            exchange.getResponseBody().close();
        }
    }
}
