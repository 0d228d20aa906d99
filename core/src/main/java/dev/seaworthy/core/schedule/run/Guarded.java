package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.failure.Trace;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An observer that may fail without harm to what it observes. */
record Guarded(Observer observer) implements Observer {
    private static final Logger LOGGER = LoggerFactory.getLogger(Guarded.class);

    @Override
    public Consumer<Ending> began(String job) {
        try {
            Consumer<Ending> end = observer.began(job);
            return ending -> guard(() -> end.accept(ending));
        } catch (RuntimeException e) {
            LOGGER.warn("A run can't be measured", Trace.of(e));
            return ending -> {};
        }
    }

    @Override
    public void happened(String job, Event event) {
        guard(() -> observer.happened(job, event));
    }

    private static void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOGGER.warn("A run can't be measured", Trace.of(e));
        }
    }
}
