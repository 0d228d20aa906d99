package dev.seaworthy.security.http.servlet;

import dev.seaworthy.security.headers.HeaderSink;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** The headers of a servlet response that is not yet committed. */
final class ResponseHeaders {
    private ResponseHeaders() {}

    static HeaderSink of(HttpServletResponse response) {
        return HeaderSink.of(
                response::getHeaderNames,
                name -> response.containsHeader(name) ? List.copyOf(response.getHeaders(name)) : List.of(),
                response::setHeader,
                response::addHeader,
                name -> remove(response, name));
    }

    /**
     * Servlet has no method for it; a null value removes in Jetty, and in every container from Servlet 6.1 on. Where it
     * does nothing, as in Tomcat 10.1, the header stays without its value.
     */
    @SuppressWarnings("NullAway") // the servlet API is not annotated
    private static void remove(HttpServletResponse response, String name) {
        if (response.containsHeader(name)) {
            response.setHeader(name, null);
        }
        if (response.containsHeader(name)) {
            response.setHeader(name, "");
        }
    }
}
