package dev.seaworthy.backup;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One line for each table that came back otherwise than it was dumped. */
final class RowDifferences {
    private RowDifferences() {}

    static List<String> between(SortedMap<String, Long> dumped, SortedMap<String, Long> restored) {
        TreeSet<String> tables = new TreeSet<>(dumped.keySet());
        tables.addAll(restored.keySet());
        return tables.stream()
                .flatMap(table -> difference(table, dumped.get(table), restored.get(table)))
                .toList();
    }

    private static Stream<String> difference(String table, @Nullable Long dumped, @Nullable Long restored) {
        if (dumped == null) {
            return Stream.of(table + ": not in the dump, came back with " + restored + " rows");
        }
        if (restored == null) {
            return Stream.of(table + ": dumped with " + dumped + " rows, did not come back");
        }
        return dumped.equals(restored)
                ? Stream.empty()
                : Stream.of(table + ": dumped with " + dumped + " rows, came back with " + restored);
    }
}
