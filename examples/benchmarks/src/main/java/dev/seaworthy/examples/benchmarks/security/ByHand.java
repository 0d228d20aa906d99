package dev.seaworthy.examples.benchmarks.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Adds the headers of another server's answer to every response, and decides nothing: what their bytes alone cost,
 * which no library can be cheaper than.
 */
final class ByHand implements Filter {
    private static final Set<String> OF_THE_PAGE = Set.of("content-type", "content-length", "date");

    private final List<Field> fields = new ArrayList<>();

    private record Field(String name, String value) {}

    private ByHand(HttpResponse<Void> answer) {
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_PAGE.contains(name)) {
                values.forEach(value -> fields.add(new Field(name, value)));
            }
        });
    }

    /** What a server answers to the request of a {@link Load}. */
    static ByHand of(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Origin", Protection.ALLOWED_ORIGIN)
                .build();
        return new ByHand(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse written = (HttpServletResponse) response;
        for (Field field : fields) {
            written.addHeader(field.name(), field.value());
        }
        chain.doFilter(request, response);
    }
}
