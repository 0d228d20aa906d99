package dev.seaworthy.core.database.planning;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.SQLException;

/** Compares what is declared with what is there. */
public final class Planner {
    /** The oldest major version that is planned for: {@value}. */
    public static final int OLDEST_MAJOR = 14;

    private final Desired desired;

    public Planner(Desired desired) {
        this.desired = desired;
    }

    /**
     * What would have to change. Nothing that lasts is written.
     *
     * @throws DatabaseException if a declaration does not fit the database, with all that do not
     */
    public DatabasePlan plan(Session session) {
        if (!session.isAtLeast(OLDEST_MAJOR)) {
            throw new DatabaseException("the server is older than PostgreSQL " + OLDEST_MAJOR
                    + ", which is the oldest that can be planned for: server_version_num is " + session.version());
        }
        try {
            Planning planning = new Planning(session, Tables.read(session, desired.tables()));
            new ExtensionPlanner(planning).plan(desired.extensions());
            new RolePlanner(planning).plan(desired.roles());
            new ArchiveTablePlanner(planning, desired).plan();
            new IndexPlanner(planning).plan(desired.indexes());
            new AbsentIndexPlanner(planning).plan(desired.absentIndexes());
            new RowLevelSecurityPlanner(planning).plan(desired.rowLevelSecurity(), desired.roleNames());
            new GrantPlanner(planning).plan(desired.grants(), desired.roleNames());
            new SessionDefaultsPlanner(planning).plan(desired.sessionDefaults(), desired.roleNames());
            new AutovacuumPlanner(planning).plan(desired.autovacuum());
            new TimePartitionsPlanner(planning, desired).plan();
            new CronPlanner(planning).plan(desired);
            new Rights(planning).check();
            return planning.findings().plan();
        } catch (SQLException e) {
            throw new DatabaseException("the database could not be compared with its declaration", e);
        }
    }
}
