package dev.seaworthy.backup.objects;

import java.time.Instant;

/**
 * How far a backup is that several nodes make together, as the store tells all of them. Immutable.
 *
 * @param id of the snapshot to be
 * @param since when it was begun
 * @param shards in all
 * @param ended those that are done
 * @param underWay those that were begun and are not done; one whose node has died is among them till it is taken over
 * @param objects that are done with, some ten seconds ago
 * @param bytes of theirs, and of what is being read
 * @param expectedObjects as many as the newest snapshot had; 0 if there was none
 * @param expectedBytes of theirs
 */
public record ShardProgress(
        String id,
        Instant since,
        int shards,
        int ended,
        int underWay,
        long objects,
        long bytes,
        long expectedObjects,
        long expectedBytes) {}
