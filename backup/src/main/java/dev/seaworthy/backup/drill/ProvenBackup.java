package dev.seaworthy.backup.drill;

import java.time.Duration;
import java.time.Instant;

/**
 * The newest backup of which a drill has shown that it restores. Immutable.
 *
 * @param begun when the backup was begun
 * @param provenAt when the drill was begun
 * @param age since {@code begun}: how much is lost if all but this backup is
 */
public record ProvenBackup(String id, Instant begun, Instant provenAt, Duration age) {}
