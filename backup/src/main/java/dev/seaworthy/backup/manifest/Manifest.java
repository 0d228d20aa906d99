package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that is known of one backup. Immutable.
 *
 * @param content the dump
 * @param fingerprint of the instant of the dump
 * @param hashing how long the fingerprint took, beside the dump
 * @param recipients the public keys whose private keys open the dump, any one of them
 */
public record Manifest(
        String id,
        Instant createdAt,
        Duration duration,
        Content content,
        Fingerprint fingerprint,
        Duration hashing,
        String server,
        String tool,
        List<String> recipients) {
    public Manifest {
        recipients = List.copyOf(recipients);
    }
}
