package dev.seaworthy.backup.database;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a whole dump holds, as the database saw it at the dump's own instant. Immutable.
 *
 * @param rows the number of rows by table
 * @param server the version of the server, as it names itself
 * @param tool what made the dump, with its version
 */
public record Dump(SortedMap<String, Long> rows, String server, String tool) {
    public Dump {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }
}
