package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.cors.CorsRequest;
import dev.seaworthy.security.headers.HeaderSink;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.eclipse.jetty.util.Callback;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * One request, from its headers to those of its response; a figure is of 5,000 times, so that a busy machine still
 * warms up.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 60, batchSize = 5_000)
@Measurement(iterations = 60, batchSize = 5_000)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway") // JMH fills the fields before it calls
public class CorsBenchmark {
    /** Of such a request nothing else is looked at, unless it is an OPTIONS request. */
    private static final CorsRequest WITHOUT_ORIGIN =
            new CorsRequest("GET", Optional.empty(), Optional.empty(), List.of());

    @Param
    private Exchange exchange;

    /** The one origin that is allowed: as it stands, or by a pattern. */
    @Param({"https://app.example.com", "https://*.example.com"})
    private String origin;

    private final DefaultCorsProcessor springProcessor = new DefaultCorsProcessor();
    private Cors cors;
    private Optional<String> requestMethod;
    private List<String> requestHeaders;
    private CorsConfiguration springConfiguration;
    private CrossOriginHandler jettyHandler;
    private JettyCors jettyCors;
    private ServletExchange servletRequest;
    private BlackHoleResponse servletResponse;
    private HeaderSink servletSink;
    private JettyExchange jettyRequest;
    private Response jettyResponse;

    static CorsBenchmark of(Exchange exchange, String origin, Blackhole hole) {
        CorsBenchmark benchmark = new CorsBenchmark();
        benchmark.exchange = exchange;
        benchmark.origin = origin;
        benchmark.state(hole);
        return benchmark;
    }

    @Setup
    public void state(Blackhole hole) {
        cors = CorsPolicies.seaworthy(List.of(origin));
        requestMethod = Optional.ofNullable(exchange.headers().get("Access-Control-Request-Method"));
        requestHeaders = Stream.ofNullable(exchange.headers().get("Access-Control-Request-Headers"))
                .toList();
        springConfiguration = CorsPolicies.spring(List.of(origin));
        jettyHandler = CorsPolicies.jetty(List.of(origin));
        servletRequest = new ServletExchange(exchange);
        servletResponse = new BlackHoleResponse(hole);
        servletSink = new ServletSink(servletResponse);
        jettyRequest = new JettyExchange(exchange);
        jettyResponse = jettyRequest.response(hole);
        jettyCors = new JettyCors(cors);
    }

    /** Without a server's request to read, and into a sink of ours. */
    @Benchmark
    public void seaworthyAlone() {
        cors.decide(new CorsRequest(
                        exchange.method, Optional.ofNullable(exchange.origin()), requestMethod, requestHeaders))
                .writeTo(servletResponse);
    }

    @Benchmark
    public void seaworthyOnServlet() {
        cors.decide(view(servletRequest.again())).writeTo(servletSink);
    }

    @Benchmark
    public boolean springOnServlet() throws IOException {
        return springProcessor.processRequest(springConfiguration, servletRequest.again(), servletResponse);
    }

    @Benchmark
    public boolean seaworthyOnJetty() {
        return jettyCors.handle(jettyRequest.again(), jettyResponse, Callback.NOOP);
    }

    @Benchmark
    public boolean jettyOnJetty() throws Exception {
        return jettyHandler.handle(jettyRequest.again(), jettyResponse, Callback.NOOP);
    }

    private static CorsRequest view(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (request.getMethod().equals("OPTIONS")) {
            return new CorsRequest(
                    request.getMethod(),
                    Optional.ofNullable(origin),
                    Optional.ofNullable(request.getHeader("Access-Control-Request-Method")),
                    Collections.list(request.getHeaders("Access-Control-Request-Headers")));
        }
        return origin == null
                ? WITHOUT_ORIGIN
                : new CorsRequest(request.getMethod(), Optional.of(origin), Optional.empty(), List.of());
    }
}
