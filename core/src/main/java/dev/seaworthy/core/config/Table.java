package dev.seaworthy.core.config;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Readings as aligned text: variable, value, source. */
final class Table {
    private Table() {}

    static String of(List<Reading> readings) {
        int names = width(readings, reading -> reading.component().variable());
        int values = width(readings, Reading::shown);
        String format = "%-" + names + "s  %-" + values + "s  %s";
        return readings.stream()
                .map(reading -> format.formatted(reading.component().variable(), reading.shown(), reading.source()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static int width(List<Reading> readings, Function<Reading, String> column) {
        return readings.stream().map(column).mapToInt(String::length).max().orElse(0) + 1;
    }
}
