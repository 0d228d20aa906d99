package dev.seaworthy.examples.benchmarks.ratelimit;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The decisions of {@link LimitBenchmark} in turn, a round of each after the other, by the processor time of the thread:
 * figures that a busy machine spoils less than those of a clock.
 */
public final class LimitRounds {
    private static final int DECISIONS = 100_000;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 60;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private LimitRounds() {}

    public static void main(String[] arguments) {
        LimitBenchmark benchmark = new LimitBenchmark();
        benchmark.state();
        Map<String, IntFunction<Object>> peers = new LinkedHashMap<>();
        peers.put("Seaworthy", i -> benchmark.seaworthy());
        peers.put("Bucket4j, with what is left", i -> benchmark.bucket4jProbe());
        peers.put("Bucket4j, yes or no", i -> benchmark.bucket4j());
        peers.put("Resilience4j", i -> benchmark.resilience4j());
        peers.put("Guava", i -> benchmark.guava());
        Map<String, List<Long>> times = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (Map.Entry<String, IntFunction<Object>> peer : peers.entrySet()) {
                long time = time(peer.getValue());
                if (round >= WARM_UP) {
                    times.computeIfAbsent(peer.getKey(), name -> new ArrayList<>())
                            .add(time);
                }
            }
        }
        long first = median(times.get("Seaworthy"));
        times.forEach((name, all) -> System.out.printf(
                "%-28s %6.1f ns, Seaworthy decides at %.2f times its rate%n",
                name, (double) median(all) / DECISIONS, (double) median(all) / first));
    }

    private static long time(IntFunction<Object> decision) {
        int admitted = 0;
        long began = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < DECISIONS; i++) {
            admitted += decision.apply(i) == null ? 0 : 1;
        }
        long took = THREADS.getCurrentThreadCpuTime() - began;
        if (admitted != DECISIONS) {
            throw new IllegalStateException("a decision is missing");
        }
        return took;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
