package dev.seaworthy.backup.fingerprint;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a database held at one instant, so that a restore can be compared with it. Immutable.
 *
 * <p>Names are those of SQL with their schema, quoted where needed: {@code public.content}.
 *
 * @param probe the hash of one fixed text, by which two servers show that they hash alike
 * @param tables every table with rows of its own, partitions one by one
 * @param extensions the version of each
 * @param leftOut what has rows of its own and none in a dump, with the reason
 */
public record Fingerprint(
        RowHash hash,
        String probe,
        SortedMap<String, TableFingerprint> tables,
        SortedMap<String, SequencePosition> sequences,
        LargeObjects largeObjects,
        SortedMap<String, String> extensions,
        SortedMap<String, String> leftOut,
        DatabaseLocale locale) {
    public Fingerprint {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(probe, "probe");
        tables = copy(tables);
        sequences = copy(sequences);
        Objects.requireNonNull(largeObjects, "largeObjects");
        extensions = copy(extensions);
        leftOut = copy(leftOut);
        Objects.requireNonNull(locale, "locale");
    }

    private static <V> SortedMap<String, V> copy(SortedMap<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** The number of rows by table. */
    public SortedMap<String, Long> rows() {
        SortedMap<String, Long> rows = new TreeMap<>();
        tables.forEach((name, table) -> rows.put(name, table.rows()));
        return rows;
    }

    /** The number of rows of all tables. */
    public long totalRows() {
        return tables.values().stream().mapToLong(TableFingerprint::rows).sum();
    }

    /** Whether equal rows have equal hashes in both. */
    public boolean hashesLike(Fingerprint other) {
        return hash == other.hash && probe.equals(other.probe);
    }

    /** One line for each thing that {@code restored} lacks or has otherwise; none if all of this came back. */
    public List<String> differences(Fingerprint restored) {
        return new Differences(this, restored).list();
    }

    /** What a reader of a good comparison should know: rows that no dump holds, and where the two databases differ. */
    public List<String> remarks(Fingerprint restored) {
        return new Remarks(this, restored).list();
    }
}
