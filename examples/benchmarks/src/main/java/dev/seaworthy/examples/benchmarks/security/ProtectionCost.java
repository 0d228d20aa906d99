package dev.seaworthy.examples.benchmarks.security;

import com.sun.management.OperatingSystemMXBean;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What a server under load answers with each protection, in turn: {@code ProtectionCost [requests of a round]
 * [rounds]}, 40000 and 15 by themselves, after five rounds that are not counted. A ratio is the median of those of each
 * round.
 */
final class ProtectionCost {
    private static final int WARM_UP_ROUNDS = 5;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Measured> servers = new ArrayList<>();
    private final int requests;

    /** @param microseconds of the processor for one request, on the server's side alone */
    private record Round(double requestsPerSecond, double microseconds) {}

    private record Measured(String name, PageServer server, List<Round> rounds) {
        Measured(String name, Optional<Filter> filter) {
            this(name, PageServer.start(filter), new ArrayList<>());
        }
    }

    private ProtectionCost(int requests) throws IOException, InterruptedException {
        this.requests = requests;
        for (Protection protection : Protection.values()) {
            Measured measured = new Measured(protection.name(), protection.filter());
            servers.add(measured);
            if (protection != Protection.NONE) {
                ByHand byHand = ByHand.of(measured.server().uri());
                servers.add(new Measured("the same by hand", Optional.of(byHand)));
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        ProtectionCost cost = new ProtectionCost(requests);
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            cost.round(round);
        }
        cost.print();
        cost.stop();
    }

    private void round(int number) {
        List<Measured> inTurn = new ArrayList<>(servers);
        Collections.rotate(inTurn, number);
        for (Measured measured : inTurn) {
            Round round = round(measured.server());
            if (number >= 0) {
                measured.rounds().add(round);
            }
        }
    }

    private Round round(PageServer server) {
        long before = system.getProcessCpuTime();
        double rate = new Load(requests).on(server.uri());
        return new Round(rate, (system.getProcessCpuTime() - before) / 1e3 / requests);
    }

    private void print() {
        List<Round> bare = servers.get(0).rounds();
        for (Measured measured : servers) {
            List<Round> rounds = measured.rounds();
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %8.0f requests/s, of bare %s; %6.1f us each, of bare %s%n",
                    measured.name(),
                    quantile(figures(rounds, Round::requestsPerSecond), 0.5),
                    ratios(figures(rounds, Round::requestsPerSecond), figures(bare, Round::requestsPerSecond)),
                    quantile(figures(rounds, Round::microseconds), 0.5),
                    ratios(figures(rounds, Round::microseconds), figures(bare, Round::microseconds)));
        }
    }

    private void stop() throws Exception {
        for (Measured measured : servers) {
            measured.server().stop();
        }
    }

    private static double[] figures(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).toArray();
    }

    /** Each with the bare server's in the same round, as a machine has its moods. */
    private static String ratios(double[] figures, double[] bare) {
        double[] ratios = new double[figures.length];
        Arrays.setAll(ratios, round -> figures[round] / bare[round]);
        return String.format(
                Locale.ROOT,
                "%.3f (quartiles %.3f and %.3f)",
                quantile(ratios, 0.5),
                quantile(ratios, 0.25),
                quantile(ratios, 0.75));
    }

    private static double quantile(double[] figures, double share) {
        double[] sorted = Arrays.stream(figures).sorted().toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
