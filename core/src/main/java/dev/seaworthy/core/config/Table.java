package dev.seaworthy.core.config;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Readings as aligned text: variable, type, value, source. */
final class Table {
    private static final List<Function<Reading, String>> COLUMNS = List.of(
            reading -> reading.setting().name(), reading -> reading.setting().type(), Printable::of, Table::source);

    private Table() {}

    static String of(Collection<Reading> readings) {
        String format = COLUMNS.stream()
                .map(column -> "%-" + width(readings, column) + "s")
                .collect(Collectors.joining("  "));
        return readings.stream()
                .map(reading -> format.formatted(
                        COLUMNS.stream().map(column -> column.apply(reading)).toArray()))
                .map(String::stripTrailing)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String source(Reading reading) {
        if (reading.isSpoiled()) {
            return "not usable";
        }
        return reading.state() == Reading.State.ABSENT ? "not set" : reading.source();
    }

    private static int width(Collection<Reading> readings, Function<Reading, String> column) {
        return Stream.concat(readings.stream().map(column), Stream.of(""))
                .mapToInt(String::length)
                .reduce(1, Math::max);
    }
}
