package dev.seaworthy.backup.objects.snapshot;

import java.time.Duration;

/**
 * Is told how far a restore is, once a second at most and at its end, by the threads that do it, so it should be quick.
 * What it throws is logged and changes nothing else. Safe for use by many threads.
 */
@FunctionalInterface
public interface RestoreListener {
    void progressed(Progress progress);

    /**
     * How far one is. Immutable.
     *
     * @param id of the snapshot
     * @param objects that are as they were, or have failed
     * @param ofObjects that the snapshot has, whether they are meant or not
     * @param putBytes that went to the target
     */
    record Progress(String id, long objects, long ofObjects, long putBytes, Duration elapsed) {}
}
