package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.headers.HeaderSink;
import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Stream;

/** The headers of a servlet response that is not yet committed. */
final class ResponseHeaders implements HeaderSink {
    private final HttpServletResponse response;

    ResponseHeaders(HttpServletResponse response) {
        this.response = response;
    }

    @Override
    public void set(String name, String value) {
        response.setHeader(name, value);
    }

    @Override
    public void add(String name, String member) {
        if (response.getHeaders(name).stream().flatMap(ResponseHeaders::members).noneMatch(member::equalsIgnoreCase)) {
            response.addHeader(name, member);
        }
    }

    /**
     * Servlet has no method for it; a null value removes in Jetty, and in every container from Servlet 6.1 on. Where it
     * does nothing, as in Tomcat 10.1, the header stays without its value.
     */
    @Override
    @SuppressWarnings("NullAway") // the servlet API is not annotated
    public void remove(String name) {
        if (response.containsHeader(name)) {
            response.setHeader(name, null);
        }
        if (response.containsHeader(name)) {
            response.setHeader(name, "");
        }
    }

    private static Stream<String> members(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip);
    }
}
