package dev.seaworthy.backup.objects;

/**
 * Is told what happens, in the thread in which it happens, so it should be quick. What it throws is logged and changes
 * nothing else. Safe for use by many threads.
 */
@FunctionalInterface
public interface BucketListener {
    void happened(BucketEvent event);
}
