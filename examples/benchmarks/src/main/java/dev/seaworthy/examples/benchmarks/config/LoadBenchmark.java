package dev.seaworthy.examples.benchmarks.config;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One load in a warm process: from the map to the validated settings. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class LoadBenchmark {
    private final Map<String, String> environment = Variables.VALID;
    private final SeaworthyLoader seaworthyLoader = new SeaworthyLoader();
    private final SmallRyeLoader smallRyeLoader = new SmallRyeLoader();
    private final SpringLoader<SpringBeanSettings> springBeanLoader = SpringLoader.ofBean();
    private final SpringLoader<SpringRecordSettings> springRecordLoader = SpringLoader.ofRecord();

    @Benchmark
    public Object seaworthy() {
        return seaworthyLoader.load(environment);
    }

    @Benchmark
    public Object smallRye() {
        return smallRyeLoader.load(environment);
    }

    @Benchmark
    public Object springBean() {
        return springBeanLoader.load(environment);
    }

    @Benchmark
    public Object springRecord() {
        return springRecordLoader.load(environment);
    }
}
