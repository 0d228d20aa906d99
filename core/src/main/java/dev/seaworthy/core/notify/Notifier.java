package dev.seaworthy.core.notify;

/** Where notices go. Safe for use by many threads. */
@FunctionalInterface
public interface Notifier {
    /**
     * Waits until the notice is delivered, or until it is certain that it will not be. Never throws for what the other
     * side does, and keeps the interrupt flag of a thread that is interrupted meanwhile.
     */
    Receipt send(Notice notice);
}
