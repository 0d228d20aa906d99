package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.seaworthy.core.schedule.run.Life;
import dev.seaworthy.core.schedule.run.Runner;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The db-scheduler of a node, once it has one, and when it looks for what is due. Safe for use by many threads. */
final class Engine {
    private final Settings settings;
    private final Life life;
    private final Runner runner;
    private volatile @Nullable Scheduler scheduler;

    Engine(Settings settings, Life life, Runner runner) {
        this.settings = settings;
        this.life = life;
        this.runner = runner;
    }

    void start(Scheduler built) {
        scheduler = built;
        built.start();
    }

    void stop() {
        Scheduler started = scheduler;
        if (started != null) {
            started.stop();
        }
    }

    /** What is due before the next look for it has a look of its own. */
    void dueAt(Instant due) {
        Duration wait = Duration.between(settings.clock().instant(), due);
        if (wait.compareTo(settings.poll()) < 0) {
            runner.later(wait.isNegative() ? Duration.ZERO : wait.plusMillis(1), this::look);
        }
    }

    void look() {
        Scheduler started = scheduler;
        if (started != null && life.isStarted()) {
            started.triggerCheckForDueExecutions();
        }
    }
}
