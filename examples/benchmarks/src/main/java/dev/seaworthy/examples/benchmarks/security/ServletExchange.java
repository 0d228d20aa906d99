package dev.seaworthy.examples.benchmarks.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A servlet request of a few headers over TLS, as cheap to read as one can be. */
final class ServletExchange extends HttpServletRequestWrapper {
    private final Exchange exchange;
    private final Map<String, String> headers;
    private final List<String> names;
    private @Nullable String origin;

    ServletExchange(Exchange exchange) {
        super(Absent.of(HttpServletRequest.class));
        this.exchange = exchange;
        headers = Map.copyOf(exchange.headers());
        names = new ArrayList<>(exchange.headers().keySet());
        if (exchange.origin() != null) {
            names.add("Origin");
        }
    }

    /** The same request, received again. */
    ServletExchange again() {
        origin = exchange.origin();
        return this;
    }

    @Override
    public String getMethod() {
        return exchange.method;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equals("Origin") ? origin : headers.get(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String value = getHeader(name);
        return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(names);
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public String getServerName() {
        return "api.example.com";
    }

    @Override
    public int getServerPort() {
        return 443;
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
    public int getContentLength() {
        return -1;
    }
}
