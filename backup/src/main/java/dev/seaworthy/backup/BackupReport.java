package dev.seaworthy.backup;

import dev.seaworthy.backup.manifest.Globals;
import dev.seaworthy.backup.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backup that exists. Immutable.
 *
 * @param id sorts by time
 * @param plainBytes the size of the dump
 * @param storedBytes its size in the store, compressed and encrypted
 * @param rows the number of rows by table
 * @param hashing how long the fingerprint took, beside the dump
 * @param remarks what is not in it that could be, with the reason
 */
public record BackupReport(
        String id,
        Instant createdAt,
        Duration duration,
        long plainBytes,
        long storedBytes,
        SortedMap<String, Long> rows,
        Duration hashing,
        List<String> remarks) {
    public BackupReport {
        remarks = List.copyOf(remarks);
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    static BackupReport of(Manifest manifest) {
        return new BackupReport(
                manifest.id(),
                manifest.createdAt(),
                manifest.duration(),
                manifest.plainBytes(),
                manifest.storedBytes(),
                manifest.fingerprint().rows(),
                manifest.hashing(),
                remarks(manifest.globals()));
    }

    private static List<String> remarks(Globals globals) {
        return globals.missing().isEmpty()
                ? List.of()
                : List.of("the roles and tablespaces of the server are not in it: " + globals.missing());
    }
}
