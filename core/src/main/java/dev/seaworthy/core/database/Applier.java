package dev.seaworthy.core.database;

import dev.seaworthy.core.database.catalog.Pooler;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.Planner;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the changes of a plan. */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Planner planner;
    private final Pace pace;

    Applier(Desired desired, Pace pace) {
        this.planner = new Planner(desired);
        this.pace = pace;
    }

    Applied apply(DatabasePlan plan, DataSource dataSource) {
        refuse(plan);
        if (plan.isEmpty()) {
            return new Applied(List.of(), List.of());
        }
        if (!Pooler.keepsSessions(dataSource)) {
            throw new DatabaseException(ApplierLock.CHANGES);
        }
        try (Session session = Session.open(dataSource)) {
            pace.applyIn(session);
            try (ApplierLock lock = ApplierLock.take(session, pace)) {
                return apply(plan, session, lock);
            }
        } catch (SQLException e) {
            throw new DatabaseException("the plan could not be applied", e);
        }
    }

    /** The database may have changed since the plan was made: what is still needed is asked anew. */
    private Applied apply(DatabasePlan plan, Session session, ApplierLock lock) throws SQLException {
        Set<String> wanted = plan.changes().stream().map(Change::name).collect(Collectors.toSet());
        List<Change> applied = new ArrayList<>();
        DatabasePlan fresh = planner.plan(session).allow(plan.allowed().toArray(String[]::new));
        List<Change> needed = fresh.changes().stream()
                .filter(change -> wanted.contains(change.name()))
                .toList();
        if (fresh.refused().stream().anyMatch(needed::contains)) {
            throw new DatabaseException("the database has changed since the plan was made: plan again");
        }
        for (Change change : needed) {
            make(change, session, lock);
            applied.add(change);
        }
        Set<String> names = needed.stream().map(Change::name).collect(Collectors.toSet());
        return new Applied(
                applied,
                plan.changes().stream()
                        .filter(change -> !names.contains(change.name()))
                        .toList());
    }

    private void make(Change change, Session session, ApplierLock lock) throws SQLException {
        LOG.info("Database: {}", change);
        StepRun run = new StepRun(session, pace);
        for (Step step : change.steps()) {
            lock.check();
            run.run(change, step);
        }
    }

    private static void refuse(DatabasePlan plan) {
        if (!plan.refused().isEmpty()) {
            throw new DatabaseException("dangerous changes are applied only if they are allowed by name: "
                    + plan.refused().stream()
                            .map(change -> "plan.allow(\"" + change.name() + "\")")
                            .collect(Collectors.joining(", "))
                    + "; or apply plan.withoutRefused()");
        }
        if (!plan.changes().isEmpty() && !plan.missingRights().isEmpty()) {
            throw new DatabaseException("nothing was changed, as rights are missing: the role "
                    + String.join("; it ", plan.missingRights()));
        }
    }
}
