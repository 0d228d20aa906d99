package dev.seaworthy.examples.benchmarks.backup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What was measured, and what it had to be. */
final class BucketFigures {
    static final String START = "start";
    static final String FIRST = "first";
    static final String AGAIN = "unchanged";
    static final String RESTORE = "restore";
    static final String OURS = "Seaworthy";
    static final String RCLONE = "rclone";

    /** By a process that has backed up the same before, as a service has. */
    static final String WARMED = "Seaworthy, not its first";

    private final Map<String, Map<String, List<Figure>>> stages = new LinkedHashMap<>();

    /**
     * One process.
     *
     * @param serverSeconds of the processors, for it
     * @param serverBytes that the server wrote for it, into connections and files
     */
    record Figure(Script.Run run, double serverSeconds, long serverBytes) {
        /** The time of the call, if it is one of ours, which starts a JVM before; else of the process. */
        double callSeconds() {
            return told(1).orElse(run.seconds());
        }

        /** How many objects of the source were opened, if it is one of ours. */
        OptionalDouble opened() {
            return told(3);
        }

        private OptionalDouble told(int place) {
            String[] told = run.output().split(" ", -1);
            return told.length == 4 ? OptionalDouble.of(Double.parseDouble(told[place])) : OptionalDouble.empty();
        }
    }

    void add(String stage, String racer, Figure figure) {
        stages.computeIfAbsent(stage, any -> new LinkedHashMap<>())
                .computeIfAbsent(racer, any -> new ArrayList<>())
                .add(figure);
        say(stage, racer, List.of(figure));
    }

    /** The names of those that were measured in a stage. */
    Set<String> racers(String stage) {
        return stages.getOrDefault(stage, Map.of()).keySet();
    }

    /** Prints the medians, and tells whether all bars are kept. */
    boolean judge() {
        say("medians");
        stages.forEach((stage, racers) -> racers.forEach((racer, figures) -> say(stage, racer, figures)));
        boolean first = isKept(FIRST, speed(FIRST, OURS));
        boolean again = isKept(AGAIN, speed(AGAIN, OURS));
        say("%s, not the first of its process: at %.2f of rclone's speed", FIRST, speed(FIRST, WARMED));
        boolean unread =
                figures(AGAIN, OURS).stream().allMatch(figure -> figure.opened().orElse(1) == 0);
        say("bodies read of what is unchanged: %s", unread ? "none" : "some, MISSED");
        return first && again && unread;
    }

    private static boolean isKept(String stage, double speed) {
        say(
                "%s: at %.2f of rclone's speed, without the start of a JVM (bar 1%s)",
                stage, speed, speed < 1 ? ", MISSED" : "");
        return speed >= 1;
    }

    /** The median of what a racer's speed was of rclone's in the same round. */
    private double speed(String stage, String racer) {
        List<Figure> theirs = figures(stage, RCLONE);
        List<Figure> ours = figures(stage, racer);
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(theirs.get(round).run().seconds() / ours.get(round).callSeconds());
        }
        return median(ratios);
    }

    List<Figure> figures(String stage, String racer) {
        return stages.getOrDefault(stage, Map.of()).getOrDefault(racer, List.of());
    }

    private static void say(String stage, String racer, List<Figure> figures) {
        say(
                "%-9s %-26s process %6.2f s, call %6.2f s, processors %6.2f s, of the server %6.2f s; it wrote %5.0f"
                        + " MiB, %5.0f opened; peak %4.0f MiB",
                stage,
                racer,
                median(figures, figure -> figure.run().seconds()),
                median(figures, Figure::callSeconds),
                median(figures, figure -> figure.run().cpuSeconds()),
                median(figures, Figure::serverSeconds),
                median(figures, figure -> figure.serverBytes() / 1048576.0),
                median(figures, figure -> figure.opened().orElse(0)),
                median(figures, figure -> figure.run().peakMebibytes()));
    }

    private static double median(List<Figure> figures, ToDoubleFunction<Figure> value) {
        return median(figures.stream().map(value::applyAsDouble).toList());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
