package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.database.DatabaseSetup;
import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.archive.ArchiveMover;
import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Grant.Privilege;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Role;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.Supabase;
import dev.seaworthy.core.database.schema.TimePartitions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;

/** What surrounds ContentMax's tables: indexes, an archive by quarters, rows for their owners alone, maintenance. */
final class Surroundings {
    private static final Archive ARCHIVE = Archive.of("content")
            .into("content_archive")
            .by("created_at")
            .olderThan(Period.ofMonths(6))
            .where("status = 'published'")
            .build();

    /** The first quarter that the archive has room for. */
    private static final LocalDate FIRST_QUARTER = LocalDate.of(2024, 1, 1);

    private Surroundings() {}

    static DatabaseSetup setup() {
        return indexes(DatabaseSetup.builder())
                .role(Role.named(Supabase.ANON).noLogin().build())
                .role(Role.named(Supabase.AUTHENTICATED).noLogin().build())
                .archive(ARCHIVE)
                .partitions(TimePartitions.of("content_archive")
                        .by("created_at")
                        .every(CalendarInterval.QUARTER)
                        .startingAt(FIRST_QUARTER)
                        .build())
                .rowLevelSecurity(Supabase.ownRows("content", "user_id"))
                .grant(Grant.onTable(
                        "content", Supabase.AUTHENTICATED, Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE))
                .grant(Grant.onSchema("auth", Supabase.AUTHENTICATED, Privilege.USAGE))
                .sessionDefaults(SessionDefaults.ofRole(Supabase.AUTHENTICATED)
                        .statementTimeout(Duration.ofSeconds(8))
                        .lockTimeout(Duration.ofSeconds(2))
                        .idleInTransactionTimeout(Duration.ofMinutes(1))
                        .build())
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.02).build())
                .maintenance(Maintenance.vacuumAnalyze(
                        "daily-vacuum", "0 2 * * *", "content", "taxonomy_nodes", "templates"))
                .maintenance(Maintenance.reindex("weekly-reindex", "0 3 * * 0", "content"))
                .maintenance(Maintenance.partitions("daily-partitions", "30 1 * * *"))
                .maintenance(Maintenance.archive("monthly-archive", "0 4 1 * *", mover()))
                .build();
    }

    static ArchiveMover mover() {
        return ArchiveMover.builder(ARCHIVE).vacuumAfter().build();
    }

    private static DatabaseSetup.Builder indexes(DatabaseSetup.Builder setup) {
        return setup.index(Index.named("idx_content_user_created")
                        .on("content")
                        .columns("user_id")
                        .descending("created_at")
                        .build())
                .index(Index.named("idx_content_status")
                        .on("content")
                        .columns("status")
                        .where("status <> 'archived'")
                        .build())
                .index(Index.named("idx_content_created")
                        .on("content")
                        .columns("created_at")
                        .build())
                .index(Index.named("idx_taxonomy_parent")
                        .on("taxonomy_nodes")
                        .columns("parent_id")
                        .build())
                .index(Index.named("idx_templates_active")
                        .on("templates")
                        .columns("is_active")
                        .where("is_active")
                        .build());
    }
}
