package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.NamedThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;

/** A db-scheduler that runs our jobs. */
final class Assembly {
    /** The least that db-scheduler takes. */
    static final int MISSED_HEARTBEATS = 4;

    /** Never, in the life of a JVM: what is not ours is not deleted. */
    private static final Duration UNRESOLVED_KEPT = Duration.ofDays(3_650);

    /** Between our interrupt at the end and that of db-scheduler, which may hit a row being settled. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(2);

    private Assembly() {}

    static Scheduler of(Settings settings, Collection<Declared> jobs, Pulse pulse, Node node, Tidying tidying) {
        int threads = settings.options().threads();
        List<Task<?>> tasks = new ArrayList<>();
        jobs.forEach(declared -> tasks.add(new RowTask(declared, node)));
        return Scheduler.create(settings.dataSource(), tasks)
                .tableName(settings.table().sql())
                .schedulerName(new SchedulerName.Fixed(name()))
                .serializer(new Texts())
                .clock(pulse)
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .commitWhenAutocommitDisabled(true)
                .pollUsingFetch(0.5, 3)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .deleteUnresolvedAfter(UNRESOLVED_KEPT)
                .shutdownMaxWait(settings.options().shutdown().plus(TO_SETTLE))
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(node)
                .addSchedulerListener(tidying)
                .threads(threads)
                .executorService(Executors.newFixedThreadPool(threads, new NamedThreads("run")))
                .dueExecutor(Executors.newSingleThreadExecutor(new NamedThreads("poll")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(3, new NamedThreads("heartbeat")))
                .build();
    }

    private static String name() {
        return new SchedulerName.Hostname().getName() + "/"
                + ProcessHandle.current().pid();
    }
}
