package dev.seaworthy.examples.benchmarks.security;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server under load answers with each protection, in turn: {@code ProtectionCost [requests of a round]
 * [rounds]}, 40000 and 15 by themselves, after five rounds that are not counted.
 */
final class ProtectionCost {
    private static final int WARM_UP_ROUNDS = 5;

    private final Map<Protection, PageServer> servers = new EnumMap<>(Protection.class);
    private final Map<Protection, List<Double>> rates = new EnumMap<>(Protection.class);
    private final Load load;

    private ProtectionCost(Load load) {
        this.load = load;
        for (Protection protection : Protection.values()) {
            servers.put(protection, PageServer.start(protection));
            rates.put(protection, new ArrayList<>());
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        int requests = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        ProtectionCost cost = new ProtectionCost(new Load(requests));
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            cost.round(round);
        }
        cost.print();
        cost.stop();
    }

    private void round(int round) {
        List<Protection> inTurn = new ArrayList<>(Arrays.asList(Protection.values()));
        Collections.rotate(inTurn, round);
        for (Protection protection : inTurn) {
            double rate = load.on(servers.get(protection).uri());
            if (round >= 0) {
                rates.get(protection).add(rate);
            }
        }
    }

    private void print() {
        double bare = quantile(rates.get(Protection.NONE), 0.5);
        rates.forEach((protection, measured) -> System.out.printf(
                Locale.ROOT,
                "%-24s %8.0f requests/s (quartiles %.0f and %.0f), %.3f of bare%n",
                protection,
                quantile(measured, 0.5),
                quantile(measured, 0.25),
                quantile(measured, 0.75),
                quantile(measured, 0.5) / bare));
    }

    private void stop() throws Exception {
        for (PageServer server : servers.values()) {
            server.stop();
        }
    }

    private static double quantile(List<Double> measured, double share) {
        List<Double> sorted = measured.stream().sorted().toList();
        return sorted.get((int) (share * (sorted.size() - 1)));
    }
}
