package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.core.schedule.run.Declarations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what failed long ago, at the start and once a day, in the thread that looks for the dead. */
final class Tidying extends AbstractSchedulerListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(Tidying.class);
    private static final Duration INTERVAL = Duration.ofDays(1);

    private final Rows rows;
    private final Declarations declarations;
    private final InstantSource clock;
    private volatile Instant next = Instant.MIN;

    Tidying(Rows rows, Declarations declarations, InstantSource clock) {
        this.rows = rows;
        this.declarations = declarations;
        this.clock = clock;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        Instant now = clock.instant();
        if (event == SchedulerEventType.RAN_DETECT_DEAD && !now.isBefore(next)) {
            tidy(now);
        }
    }

    private void tidy(Instant now) {
        try {
            rows.forgetFailed(declarations.names(), now);
            next = now.plus(INTERVAL);
        } catch (RuntimeException e) {
            LOGGER.warn("What failed long ago is not forgotten yet", Trace.of(e));
        }
    }
}
