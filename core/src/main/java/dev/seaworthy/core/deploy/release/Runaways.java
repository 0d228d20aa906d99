package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.Journal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads of a release's steps that outlived their time and their interrupt. They are known in all this process,
 * whichever {@link Release} of the same journal started them, until they end.
 */
record Runaways(Journal journal, String release) {
    private static final Map<Thread, Place> RUNNING = new ConcurrentHashMap<>();

    private record Place(Runaways owner, String step) {}

    void add(String step, Thread thread) {
        RUNNING.put(thread, new Place(this, step));
    }

    /** Whether what this step began still runs. */
    boolean hasOneOf(String step) {
        forget();
        return RUNNING.containsValue(new Place(this, step));
    }

    /** One of them in a sentence, if there is one. */
    Optional<String> sentence() {
        forget();
        return RUNNING.entrySet().stream()
                .filter(each -> each.getValue().owner().equals(this))
                .map(each -> "thread \"" + each.getKey().getName() + "\" of step \""
                        + each.getValue().step() + "\" still runs in this process: nothing more is done before it ends")
                .findFirst();
    }

    private static void forget() {
        RUNNING.keySet().removeIf(thread -> !thread.isAlive());
    }
}
