package dev.seaworthy.core.database.planning;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.planning.access.GrantPlanner;
import dev.seaworthy.core.database.planning.access.RolePlanner;
import dev.seaworthy.core.database.planning.access.RowLevelSecurityPlanner;
import dev.seaworthy.core.database.planning.archive.ArchiveTablePlanner;
import dev.seaworthy.core.database.planning.index.AbsentIndexPlanner;
import dev.seaworthy.core.database.planning.index.IndexPlanner;
import dev.seaworthy.core.database.planning.partition.TimePartitionsPlanner;
import dev.seaworthy.core.database.planning.setting.AutovacuumPlanner;
import dev.seaworthy.core.database.planning.setting.CronPlanner;
import dev.seaworthy.core.database.planning.setting.ExtensionPlanner;
import dev.seaworthy.core.database.planning.setting.SessionDefaultsPlanner;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.planning.survey.Survey;
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
            Survey survey = new Survey(session, Tables.read(session, desired.tables()));
            new ExtensionPlanner(survey).plan(desired.extensions());
            new RolePlanner(survey).plan(desired.roles());
            new ArchiveTablePlanner(survey, desired).plan();
            new IndexPlanner(survey).plan(desired.indexes(), desired.absentIndexes());
            new AbsentIndexPlanner(survey).plan(desired.absentIndexes());
            new RowLevelSecurityPlanner(survey).plan(desired.rowLevelSecurity(), desired.roleNames());
            new GrantPlanner(survey).plan(desired.grants(), desired.roleNames());
            new SessionDefaultsPlanner(survey).plan(desired.sessionDefaults(), desired.roleNames());
            new AutovacuumPlanner(survey).plan(desired.autovacuum());
            new TimePartitionsPlanner(survey, desired).plan();
            new CronPlanner(survey).plan(desired);
            new Rights(survey).check();
            return survey.findings().plan();
        } catch (SQLException e) {
            throw new DatabaseException("the database could not be compared with its declaration", e);
        }
    }
}
