package dev.seaworthy.examples.contentmax;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Times each request of an instance, by its outcome. Safe for use by many threads. */
final class RequestTimer extends HttpFilter {
    static final String TIMER = "http.server.requests";
    static final String OUTCOME = "outcome";
    static final String SERVER_ERROR = "SERVER_ERROR";

    private static final long serialVersionUID = 1L;

    private final transient MeterRegistry registry = new SimpleMeterRegistry();

    MeterRegistry registry() {
        return registry;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Timer.Sample sample = Timer.start(registry);
        String outcome = SERVER_ERROR;
        try {
            chain.doFilter(request, response);
            outcome = response.getStatus() < 500 ? "SUCCESS" : SERVER_ERROR;
        } finally {
            sample.stop(Timer.builder(TIMER)
                    .tag(OUTCOME, outcome)
                    .publishPercentiles(0.95)
                    .register(registry));
        }
    }
}
