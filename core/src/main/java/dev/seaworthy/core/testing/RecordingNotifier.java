package dev.seaworthy.core.testing;

import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Notifier;
import dev.seaworthy.core.notify.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** A {@link Notifier} that keeps what it is told, and can be told to fail. Safe for use by many threads. */
public final class RecordingNotifier implements Notifier {
    private static final String NAME = "recording";

    private final List<Notice> delivered = new ArrayList<>();
    private final Deque<String> failures = new ArrayDeque<>();

    /** One that has been told nothing, and delivers all. */
    public RecordingNotifier() {}

    /** The next notice is not delivered, for this reason. Said twice, the next two are not. */
    public synchronized RecordingNotifier failNext(String reason) {
        failures.add(reason);
        return this;
    }

    /** What was delivered, in its order. */
    public synchronized List<Notice> notices() {
        return List.copyOf(delivered);
    }

    @Override
    public synchronized Receipt send(Notice notice) {
        Objects.requireNonNull(notice, "notice");
        String failure = failures.poll();
        if (failure != null) {
            return Receipt.failed(NAME, failure);
        }
        delivered.add(notice);
        return Receipt.delivered(NAME);
    }
}
