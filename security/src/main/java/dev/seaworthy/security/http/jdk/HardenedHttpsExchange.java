package dev.seaworthy.security.http.jdk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A hardened exchange in the form that handlers look for when they ask about TLS; it adds the session alone. */
final class HardenedHttpsExchange extends HttpsExchange {
    private final HttpExchange hardened;
    private final HttpsExchange secure;

    HardenedHttpsExchange(HttpExchange hardened, HttpsExchange secure) {
        this.hardened = hardened;
        this.secure = secure;
    }

    @Override
    public SSLSession getSSLSession() {
        return secure.getSSLSession();
    }

    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        hardened.sendResponseHeaders(status, length);
    }

    @Override
    public OutputStream getResponseBody() {
        return hardened.getResponseBody();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return hardened.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        hardened.setAttribute(name, value);
    }

    @Override
    public Headers getRequestHeaders() {
        return hardened.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return hardened.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return hardened.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return hardened.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return hardened.getHttpContext();
    }

    @Override
    public void close() {
        hardened.close();
    }

    @Override
    public InputStream getRequestBody() {
        return hardened.getRequestBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return hardened.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return hardened.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return hardened.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return hardened.getProtocol();
    }

    @Override
    public void setStreams(@Nullable InputStream input, @Nullable OutputStream output) {
        hardened.setStreams(input, output);
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        return hardened.getPrincipal();
    }
}
