package dev.seaworthy.examples.benchmarks.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times whole processes that load once each, the loaders in turn: {@code ColdStart [rounds]}. */
final class ColdStart {
    static final int ROUNDS = 15;
    static final int DISCARDED_ROUNDS = 2;

    private static final String SEAWORTHY = "seaworthy";
    private static final List<String> PEERS = List.of("smallRye", "springBean", "springRecord");

    private ColdStart() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, Double> medians = medians(arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]));
        double fastestPeer = PEERS.stream().mapToDouble(medians::get).min().orElseThrow();
        medians.forEach((loader, median) ->
                System.out.printf("%-12s %7.1f ms  %.2f of the fastest peer%n", loader, median, median / fastestPeer));
    }

    private static Map<String, Double> medians(int rounds) throws IOException, InterruptedException {
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        nanos.put(SEAWORTHY, new ArrayList<>());
        PEERS.forEach(peer -> nanos.put(peer, new ArrayList<>()));
        for (int round = 0; round < DISCARDED_ROUNDS + rounds; round++) {
            for (Map.Entry<String, List<Long>> loader : nanos.entrySet()) {
                long nanosOfRun = run(loader.getKey());
                if (round >= DISCARDED_ROUNDS) {
                    loader.getValue().add(nanosOfRun);
                }
            }
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        nanos.forEach((loader, measured) -> medians.put(loader, median(measured) / 1e6));
        return medians;
    }

    private static long run(String loader) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadOnce.class.getName(),
                        loader)
                .redirectErrorStream(true);
        long start = System.nanoTime();
        Process process = command.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int exit = process.waitFor();
        long nanos = System.nanoTime() - start;
        if (exit != 0 || !printed.endsWith(Variables.SUMMARY)) {
            throw new IllegalStateException(loader + " ended with " + exit + " and printed: " + printed);
        }
        return nanos;
    }

    private static double median(List<Long> measured) {
        List<Long> sorted = measured.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
    }
}
