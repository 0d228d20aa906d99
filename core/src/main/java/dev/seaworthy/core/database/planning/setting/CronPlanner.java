package dev.seaworthy.core.database.planning.setting;

import dev.seaworthy.core.database.archive.ArchiveMover;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.planning.survey.Findings;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.sql.Literal;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Declared maintenance against the jobs of {@code pg_cron}, where that is installed in this database. Jobs of other
 * names are left alone.
 */
public final class CronPlanner {
    private static final String EXTENSION = "pg_cron";

    /** The one database of a server that {@code pg_cron} can be installed in, if the server has it. */
    private static final String HOME = "SELECT nullif(current_setting('cron.database_name', true), current_database())";

    private static final Set<String> UTC = Set.of("", "GMT", "UTC", "Etc/UTC");

    private final Session session;
    private final Findings findings;
    private final ProcedurePlanner procedures;

    public CronPlanner(Survey survey) {
        this.session = survey.session();
        this.findings = survey.findings();
        this.procedures = new ProcedurePlanner(survey);
    }

    public void plan(Desired desired) throws SQLException {
        boolean installed = session.exists("SELECT 1 FROM pg_extension WHERE extname = ?", EXTENSION);
        boolean planned = desired.extensions().stream()
                .anyMatch(extension -> extension.name().equals(EXTENSION));
        if (!installed && !planned) {
            noteThatJobsRunIt(desired.maintenance());
        } else if (installed && !session.exists("SELECT 1 WHERE has_schema_privilege('cron', 'USAGE')")) {
            findings.note("the maintenance could not be compared with pg_cron's jobs: no USAGE on schema cron");
        } else {
            Map<String, Live> live = installed ? live() : Map.of();
            for (Maintenance each : desired.maintenance()) {
                plan(each, Optional.ofNullable(live.get(each.name())));
            }
            noteTimeZone(installed);
            desired.absentMaintenance().stream().filter(live::containsKey).forEach(this::unschedule);
        }
    }

    private void noteThatJobsRunIt(List<Maintenance> declared) throws SQLException {
        if (!declared.isEmpty()) {
            Optional<String> home = session.first(HOME);
            findings.note("pg_cron is "
                    + home.map(name -> "in the database " + name + ", and").orElse("")
                    + " not installed in this database: Jobs has to run the maintenance, by setup.jobs(dataSource)");
        }
    }

    private Map<String, Live> live() throws SQLException {
        Map<String, Live> live = new HashMap<>();
        session.query(
                row -> live.put(row.getString(1), new Live(row.getString(2), row.getString(3), row.getBoolean(4))),
                """
                SELECT jobname, schedule, command, active FROM cron.job
                WHERE jobname IS NOT NULL AND username = current_user AND database = current_database()""");
        return live;
    }

    private void noteTimeZone(boolean installed) throws SQLException {
        Optional<String> zone = installed
                ? session.first("SELECT current_setting('cron.timezone', true)").filter(name -> !UTC.contains(name))
                : Optional.empty();
        zone.ifPresent(name -> findings.note("pg_cron reads schedules in " + name + ", and Jobs in UTC"));
    }

    /** What {@code pg_cron} would call must be there first; where it can't be, Jobs runs the move, which is refused. */
    private boolean isCallable(Maintenance maintenance, boolean isScheduled) throws SQLException {
        Optional<ArchiveMover> mover = maintenance.mover();
        if (mover.isEmpty()) {
            return true;
        }
        try {
            procedures.plan(mover.get());
            return true;
        } catch (DatabaseException e) {
            findings.note(maintenance + " is not for pg_cron yet: " + e.getMessage()
                    + (isScheduled ? "; until then pg_cron calls the procedure of an earlier declaration" : ""));
            return false;
        }
    }

    private void plan(Maintenance maintenance, Optional<Live> live) throws SQLException {
        Optional<String> command = maintenance.command();
        if (command.isEmpty()) {
            findings.note(maintenance + " is not for pg_cron: Jobs has to run it, by setup.jobs(dataSource)");
            return;
        }
        if (!isCallable(maintenance, live.isPresent())) {
            return;
        }
        Live wanted = new Live(maintenance.schedule(), command.get(), true);
        if (live.isPresent() && !live.get().isActive) {
            findings.note(maintenance + " is switched off in pg_cron");
        } else if (!live.equals(Optional.of(wanted))) {
            String sql = "SELECT cron.schedule(" + Literal.quote(maintenance.name()) + ", "
                    + Literal.quote(wanted.schedule) + ", " + Literal.quote(wanted.command) + ")";
            change("schedule " + maintenance.name(), live.isEmpty() ? "missing" : "not as declared", sql);
        }
    }

    private void unschedule(String name) {
        change("unschedule " + name, "declared as absent", "SELECT cron.unschedule(" + Literal.quote(name) + ")");
    }

    private void change(String name, String why, String sql) {
        findings.change(new Change(name, why, List.of(Step.of(LockMode.NONE, "cron.job", sql))));
    }

    private record Live(String schedule, String command, boolean isActive) {}
}
