package dev.seaworthy.core.schedule.cluster;

import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.run.Declarations;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a start does in the table before anything runs. */
final class Opening {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterJobs.class);

    private final Settings settings;
    private final Declarations declarations;
    private final Rows rows;

    Opening(Settings settings, Declarations declarations, Rows rows) {
        this.settings = settings;
        this.declarations = declarations;
        this.rows = rows;
    }

    void open() {
        JobTable table = new JobTable(settings.table());
        if (settings.createTable()) {
            table.create(settings.dataSource());
        }
        table.require(settings.dataSource());
        Instant now = settings.clock().instant();
        declarations.all().forEach(declared -> declared.scheduled().ifPresent(job -> rows.declare(job, now)));
        tellUndeclared();
    }

    private void tellUndeclared() {
        Set<String> undeclared = rows.statuses(declarations).stream()
                .filter(status -> status.state() == JobStatus.State.UNDECLARED)
                .map(JobStatus::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!undeclared.isEmpty()) {
            LOGGER.warn(
                    "The table of jobs {} has rows of jobs that are not declared here, and they stay as they are: {}",
                    settings.table(),
                    undeclared);
        }
    }
}
