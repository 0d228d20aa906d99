package dev.seaworthy.examples.benchmarks.security;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The requests of {@link CorsBenchmark} in turn, by the processor time of the thread: {@code CorsRounds [origin]}. One
 * process answers all kinds of requests, as a service does, and a ratio is of rounds that follow one another, so that a
 * busy machine spoils both sides alike.
 */
public final class CorsRounds {
    private static final String CONSENT =
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.";

    private static final int REQUESTS = 20_000;
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 400;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CorsRounds() {}

    /** Each has a loop of its own, so that none meets the code of another. */
    private enum Side {
        JETTY {
            @Override
            void answer(CorsBenchmark benchmark) throws Exception {
                for (int i = 0; i < REQUESTS; i++) {
                    benchmark.jettyOnJetty();
                }
            }
        },
        OURS_ON_JETTY {
            @Override
            void answer(CorsBenchmark benchmark) {
                for (int i = 0; i < REQUESTS; i++) {
                    benchmark.seaworthyOnJetty();
                }
            }
        },
        SPRING {
            @Override
            void answer(CorsBenchmark benchmark) throws Exception {
                for (int i = 0; i < REQUESTS; i++) {
                    benchmark.springOnServlet();
                }
            }
        },
        OURS_ON_SERVLET {
            @Override
            void answer(CorsBenchmark benchmark) {
                for (int i = 0; i < REQUESTS; i++) {
                    benchmark.seaworthyOnServlet();
                }
            }
        };

        abstract void answer(CorsBenchmark benchmark) throws Exception;

        /** Nanoseconds of one request. */
        double time(CorsBenchmark benchmark) throws Exception {
            long began = THREADS.getCurrentThreadCpuTime();
            answer(benchmark);
            return (double) (THREADS.getCurrentThreadCpuTime() - began) / REQUESTS;
        }
    }

    public static void main(String[] arguments) throws Exception {
        String origin = arguments.length > 0 ? arguments[0] : "https://app.example.com";
        Blackhole hole = new Blackhole(CONSENT);
        List<Contest> contests = new ArrayList<>();
        for (Exchange exchange : Exchange.values()) {
            contests.add(new Contest(exchange, CorsBenchmark.of(exchange, origin, hole), new EnumMap<>(Side.class)));
        }
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Contest contest : contests) {
                contest.round(round >= 0);
            }
        }
        contests.forEach(Contest::print);
    }

    /** All sides on one sort of request. */
    private record Contest(Exchange exchange, CorsBenchmark benchmark, Map<Side, List<Double>> times) {
        void round(boolean counts) throws Exception {
            for (Side side : Side.values()) {
                double time = side.time(benchmark);
                if (counts) {
                    of(side).add(time);
                }
            }
        }

        void print() {
            CorsRounds.print(exchange, "Jetty", of(Side.OURS_ON_JETTY), of(Side.JETTY));
            CorsRounds.print(exchange, "Spring", of(Side.OURS_ON_SERVLET), of(Side.SPRING));
        }

        private List<Double> of(Side side) {
            return times.computeIfAbsent(side, first -> new ArrayList<>());
        }
    }

    private static void print(Exchange exchange, String peer, List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / theirs.get(round));
        }
        System.out.printf(
                Locale.ROOT,
                "%-15s ours %7.1f ns, %-6s %7.1f ns, of its time %.2f (quartiles %.2f and %.2f)%n",
                exchange,
                quantile(ours, 0.5),
                peer,
                quantile(theirs, 0.5),
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    private static double quantile(List<Double> figures, double share) {
        List<Double> sorted = new ArrayList<>(figures);
        Collections.sort(sorted);
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
