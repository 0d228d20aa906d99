package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is known of one backup. Immutable.
 *
 * @param content the dump, of all but the rows that are apart
 * @param rows what is apart: the rows of large tables, by table, in the order in which they were dumped
 * @param globals what belongs to the server
 * @param fingerprint of the instant of the dump
 * @param hashing how long the fingerprint took, beside the dump
 * @param recipients the public keys whose private keys open the dump, any one of them
 */
public record Manifest(
        String id,
        Instant createdAt,
        Duration duration,
        Content content,
        Map<String, Content> rows,
        Globals globals,
        Fingerprint fingerprint,
        Duration hashing,
        String server,
        String tool,
        List<String> recipients) {
    public Manifest {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        recipients = List.copyOf(recipients);
    }

    /** All that is stored of it. */
    public List<Content> contents() {
        return Stream.concat(dumpContents().stream(), globals.content().stream())
                .toList();
    }

    /** The dump, and the rows that are apart. */
    public List<Content> dumpContents() {
        return Stream.concat(Stream.of(content), rows.values().stream()).toList();
    }

    /** The size of the dump. */
    public long plainBytes() {
        return dumpContents().stream().mapToLong(part -> part.plain().bytes()).sum();
    }

    /** The size of all of it in the store. */
    public long storedBytes() {
        return contents().stream().mapToLong(Content::storedBytes).sum();
    }
}
