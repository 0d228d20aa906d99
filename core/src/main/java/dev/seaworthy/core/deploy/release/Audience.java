package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.failure.Trace;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of each entry. One that hangs hears no more, so that it holds up a run once at most. */
final class Audience {
    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Optional<Consumer<JournalEntry>> listener;
    private final Duration longest;
    private volatile boolean deaf;

    Audience(Optional<Consumer<JournalEntry>> listener, Duration longest) {
        this.listener = listener;
        this.longest = longest.compareTo(LEAST) < 0 ? LEAST : longest;
    }

    void tell(JournalEntry entry) {
        if (!deaf) {
            listener.ifPresent(each -> tell(each, entry));
        }
    }

    private void tell(Consumer<JournalEntry> each, JournalEntry entry) {
        try {
            new Bounded("seaworthy-release-entries", longest, Duration.ZERO).of(() -> {
                each.accept(entry);
                return true;
            });
        } catch (Bounded.CallerInterrupted e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            deaf = e instanceof Bounded.HungException;
            LOG.warn(
                    "Release {}: who hears of each entry failed at {}{}",
                    entry.version(),
                    entry.event(),
                    deaf ? ", and hears no more" : "",
                    Trace.of(e));
        }
    }
}
