package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.SecurityHeaders;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Thirteen headers on one response that keeps none of them; a figure is of 5,000 times, so that a busy machine still
 * warms up.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 60, batchSize = 5_000)
@Measurement(iterations = 60, batchSize = 5_000)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway") // JMH fills the fields before it calls
public class HeadersBenchmark {
    private final SecurityHeaders headers = HeaderPolicies.seaworthy();
    private final HeaderWriter[] writers = HeaderPolicies.spring().toArray(HeaderWriter[]::new);
    private final ServletExchange request = new ServletExchange(Exchange.WITHOUT_ORIGIN);
    private BlackHoleResponse response;
    private HeaderSink servletSink;

    @Setup
    public void respond(Blackhole hole) {
        response = new BlackHoleResponse(hole);
        servletSink = new ServletSink(response);
    }

    /** Into a sink of ours. */
    @Benchmark
    public void seaworthy() {
        headers.writeTo(response, true);
    }

    /** Into the response that Spring's writers write to. */
    @Benchmark
    public void seaworthyToServlet() {
        headers.writeTo(servletSink, request.isSecure());
    }

    @Benchmark
    public void spring() {
        for (HeaderWriter writer : writers) {
            writer.writeHeaders(request, response);
        }
    }
}
