package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.message.RequestPath;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/** A servlet container's request. */
final class ServletRequestView implements IncomingRequest {
    private final HttpServletRequest request;

    ServletRequestView(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    /** Without the context's own path. */
    @Override
    public String path() {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    @Override
    public boolean hasPlainPath() {
        return RequestPath.isPlain(request.getRequestURI());
    }

    @Override
    public List<String> lines(String header) {
        return Collections.list(request.getHeaders(header));
    }

    /** As there is one at most, nearly always, no list is made for it. */
    @Override
    public Optional<String> line(String header) {
        Enumeration<String> lines = request.getHeaders(header);
        if (!lines.hasMoreElements()) {
            return Optional.empty();
        }
        String first = lines.nextElement();
        return Optional.of(lines.hasMoreElements() ? first + ", " + String.join(", ", Collections.list(lines)) : first);
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(request.getRemoteAddr()).filter(address -> !address.isEmpty());
    }

    @Override
    public boolean isSecure() {
        return request.isSecure();
    }

    @Override
    public InputStream body() throws IOException {
        return request.getInputStream();
    }
}
