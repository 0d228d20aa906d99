package dev.seaworthy.backup.objects.references;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that rows name.
 *
 * @param since when the oldest of those rows was written, if that is known of all
 */
record Reference(String key, Optional<Instant> since) {}
