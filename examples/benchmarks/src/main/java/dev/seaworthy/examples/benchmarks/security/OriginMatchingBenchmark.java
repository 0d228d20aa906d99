package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.cors.Cors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.springframework.web.cors.CorsConfiguration;

/**
 * Is this origin one of those? Each look-up is of a new text, as a server reads it, of the last one stated; a figure is
 * of 5,000 times, so that a busy machine still warms up.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xbatch")
@Warmup(iterations = 60, batchSize = 5_000)
@Measurement(iterations = 60, batchSize = 5_000)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway") // JMH fills the fields before it calls
public class OriginMatchingBenchmark {
    @Param({"1", "100", "10000"})
    private int origins;

    /** What stands before the domain, in each that is stated. */
    @Param({"", "*."})
    private String wildcard;

    private Cors cors;
    private CorsConfiguration spring;
    private byte[] allowed;
    private byte[] refused;
    private byte[] longest;

    @Setup
    public void state() {
        List<String> stated = IntStream.range(0, origins)
                .mapToObj(number -> origin(wildcard, number))
                .toList();
        cors = CorsPolicies.seaworthy(stated);
        spring = CorsPolicies.spring(stated);
        allowed = bytes(origin(wildcard.replace("*", "www"), origins - 1));
        refused = bytes(origin(wildcard.replace("*", "www"), origins));
        longest = bytes(origin("a.".repeat(115), origins - 1));
    }

    private static String origin(String before, int number) {
        return "https://%stenant-%05d.example.com".formatted(before, number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String received(byte[] origin) {
        return new String(origin, StandardCharsets.ISO_8859_1);
    }

    @Benchmark
    public boolean seaworthyAllowed() {
        return cors.allowsOrigin(received(allowed));
    }

    @Benchmark
    public boolean seaworthyRefused() {
        return cors.allowsOrigin(received(refused));
    }

    /** Of 253 characters and 118 labels: refused where no pattern stands for them. */
    @Benchmark
    public boolean seaworthyLongest() {
        return cors.allowsOrigin(received(longest));
    }

    @Benchmark
    public String springAllowed() {
        return spring.checkOrigin(received(allowed));
    }

    @Benchmark
    public String springRefused() {
        return spring.checkOrigin(received(refused));
    }
}
