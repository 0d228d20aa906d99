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

/** Thirteen headers on one response that keeps none of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 200, time = 5, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
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
