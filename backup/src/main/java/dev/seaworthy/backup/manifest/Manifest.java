package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of one backup. Immutable.
 *
 * @param content the dump
 * @param rows the number of rows by table
 * @param recipients the public keys whose private keys open the dump, any one of them
 */
public record Manifest(
        String id,
        Instant createdAt,
        Duration duration,
        Content content,
        SortedMap<String, Long> rows,
        String server,
        String tool,
        List<String> recipients) {
    public Manifest {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
        recipients = List.copyOf(recipients);
    }
}
