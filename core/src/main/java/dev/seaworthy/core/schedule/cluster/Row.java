package dev.seaworthy.core.schedule.cluster;

import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.JobStatus.State;
import dev.seaworthy.core.schedule.run.Declared;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A row of the table, as it is listed. */
record Row(
        String name,
        String instance,
        boolean picked,
        boolean failed,
        Optional<Instant> due,
        Optional<Instant> lastRun,
        Optional<Instant> lastSuccess,
        Optional<String> lastError) {
    static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                time(row, 5),
                time(row, 6),
                time(row, 7),
                Optional.ofNullable(row.getString(8)));
    }

    JobStatus status(Optional<Declared> declared) {
        Optional<String> id = instance.equals(Rows.SCHEDULED) ? Optional.empty() : Optional.of(instance);
        boolean fits = declared.filter(job -> Rows.fits(job, instance)).isPresent();
        return new JobStatus(name, id, state(fits), failed ? Optional.empty() : due, lastRun, lastSuccess, lastError);
    }

    private State state(boolean declared) {
        if (!declared) {
            return State.UNDECLARED;
        }
        return picked ? State.RUNNING : failed ? State.FAILED : State.WAITING;
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
