package dev.seaworthy.docs.snippets;

import dev.seaworthy.core.database.Applied;
import dev.seaworthy.core.database.DatabaseSetup;
import dev.seaworthy.core.database.access.AccessMatrix;
import dev.seaworthy.core.database.access.Identity;
import dev.seaworthy.core.database.access.RowAccess;
import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.archive.ArchiveMover;
import dev.seaworthy.core.database.archive.ArchiveReport;
import dev.seaworthy.core.database.audit.AuditReport;
import dev.seaworthy.core.database.audit.DatabaseAudit;
import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.Supabase;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.schedule.Job;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

final class DatabaseSnippets {
    private DatabaseSnippets() {}

    static Applied declarePlanApply(DataSource dataSource) {
        DatabaseSetup setup = DatabaseSetup.builder()
                .index(Index.named("idx_content_user_created")
                        .on("content")
                        .columns("user_id")
                        .descending("created_at")
                        .build())
                .index(Index.named("idx_content_status")
                        .on("content")
                        .columns("status")
                        .where("status <> 'archived'")
                        .build())
                .rowLevelSecurity(Supabase.ownRows("content", "user_id"))
                .sessionDefaults(SessionDefaults.ofRole("authenticated")
                        .statementTimeout(Duration.ofSeconds(8))
                        .build())
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.02).build())
                .build();

        DatabasePlan plan = setup.plan(dataSource); // writes nothing that lasts
        System.out.println(plan);
        Applied applied = setup.apply(plan, dataSource);
        return applied;
    }

    static void allow(DatabaseSetup setup, DatabasePlan plan, DataSource dataSource) {
        setup.apply(plan.allow("drop index public.idx_old", "detach partition public.content_archive_*"), dataSource);
        setup.apply(plan.withoutRefused(), dataSource); // the rest, without them
    }

    static RowLevelSecurity ownExpression() {
        RowLevelSecurity content = RowLevelSecurity.on("content")
                .policy(Policy.named("tenant")
                        .on(Policy.Command.ALL)
                        .to("app")
                        .using("tenant_id = (SELECT current_setting('app.tenant')::uuid)")
                        .build())
                .noOtherPolicies()
                .build();
        return content;
    }

    static List<String> rowAccess(DataSource dataSource) {
        AccessMatrix matrix = RowAccess.of("content")
                .ownedBy("user_id")
                .otherOwner("8")
                .value("created_at", "now()")
                .as(Identity.of("app_user", "7").saying("SET LOCAL app.user_id = '7'"))
                .build()
                .test(dataSource);
        List<String> faults = matrix.faults(); // app_user can see another's row in public.content_2024
        return faults;
    }

    static DatabaseSetup partition() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .partitions(TimePartitions.of("content_archive")
                        .by("created_at")
                        .every(CalendarInterval.QUARTER)
                        .startingAt(LocalDate.of(2024, 1, 1))
                        .ahead(4)
                        .detachAfter(Period.ofYears(2))
                        .build())
                .build();
        return setup;
    }

    static ArchiveReport archive(DataSource dataSource) {
        Archive archive = Archive.of("content")
                .into("content_archive")
                .by("created_at")
                .olderThan(Period.ofMonths(6))
                .where("status = 'published'")
                .build();
        DatabaseSetup setup = DatabaseSetup.builder().archive(archive).build(); // the table, as closed as its source

        ArchiveMover mover = ArchiveMover.builder(archive)
                .maxDuration(Duration.ofMinutes(20))
                .vacuumAfter()
                .build();
        ArchiveReport report = mover.run(dataSource); // moved, rowsPerSecond(), cutOff, ending
        return report;
    }

    static void check(DataSource dataSource) {
        AuditReport report = DatabaseAudit.builder()
                .publicRoles("anon", "authenticated")
                .build()
                .run(dataSource);
        System.out.println(report);
    }

    static List<Job> maintain(DataSource dataSource, ArchiveMover mover) {
        DatabaseSetup setup = DatabaseSetup.builder()
                .maintenance(Maintenance.vacuumAnalyze(
                        "daily-vacuum", "0 2 * * *", "content", "taxonomy_nodes", "templates"))
                .maintenance(Maintenance.reindex("weekly-reindex", "0 3 * * 0", "content"))
                .maintenance(Maintenance.archive("monthly-archive", "0 4 1 * *", mover))
                .maintenance(Maintenance.partitions("daily-partitions", "30 1 * * *"))
                .build();
        List<Job> jobs = setup.jobs(dataSource); // for Jobs, where there is no pg_cron
        return jobs;
    }

    static void withFlyway(DatabaseSetup setup, DataSource dataSource) {
        Flyway.configure().dataSource(dataSource).load().migrate();
        setup.apply(setup.plan(dataSource).withoutRefused(), dataSource);
    }
}
