package dev.seaworthy.core.database;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.Extension;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Grant.Privilege;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.Policy.Command;
import dev.seaworthy.core.database.schema.Role;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;

/** A database in which nothing is as declared, and a setup that declares something of every kind. */
final class LargeSetup {
    private static final Instant NOW = Instant.parse("2024-08-15T12:00:00Z");
    private static final String OWN = "user_id = (SELECT nullif(current_setting('app.user', true), '')::bigint)";

    private final String database;

    LargeSetup(TestDatabase database) {
        this.database = database.name();
    }

    /** A stranger may act as this role. */
    String user() {
        return "user_" + database;
    }

    private String worker() {
        return "worker_" + database;
    }

    String[] tables() {
        return new String[] {
            "CREATE ROLE " + user(),
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO " + user(),
            "CREATE TABLE users (id bigint PRIMARY KEY, email text)",
            """
            CREATE TABLE content (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint REFERENCES users,
              status text NOT NULL DEFAULT 'draft', title text, created_at timestamptz NOT NULL)""",
            "CREATE INDEX idx_content_status ON content (status)",
            "CREATE INDEX idx_old ON content (title)",
            """
            CREATE TABLE log (id bigint GENERATED ALWAYS AS IDENTITY, user_id bigint REFERENCES users, line text,
              at timestamptz NOT NULL, PRIMARY KEY (id, at))""",
            "CREATE INDEX idx_log_user ON log (user_id)",
            "ALTER TABLE log ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE log FORCE ROW LEVEL SECURITY",
            "CREATE POLICY \"own rows\" ON log TO " + user() + " USING (" + OWN + ") WITH CHECK (" + OWN + ")",
            "INSERT INTO log (line, at) SELECT 'x', '2024-08-01'::timestamptz - n * interval '1 hour' FROM"
                    + " generate_series(1, 500) n",
            "CREATE TABLE event (id bigint, user_id bigint, kind text, at timestamptz NOT NULL, PRIMARY KEY (id, at))"
                    + " PARTITION BY RANGE (at)",
            "CREATE TABLE event_2024_05 PARTITION OF event FOR VALUES FROM ('2024-05-01Z') TO ('2024-06-01Z')",
            "CREATE TABLE event_2024_08 PARTITION OF event FOR VALUES FROM ('2024-08-01Z') TO ('2024-09-01Z')",
            "CREATE TABLE metric (id bigint, at timestamptz NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
            "CREATE TABLE metric_2024_05 PARTITION OF metric FOR VALUES FROM ('2024-05-01Z') TO ('2024-06-01Z')",
        };
    }

    String[] dropRoles() {
        return new String[] {
            "DROP OWNED BY " + user(),
            "DROP ROLE " + user(),
            "DO $$ BEGIN DROP OWNED BY " + worker() + "; DROP ROLE " + worker()
                    + "; EXCEPTION WHEN undefined_object THEN NULL; END $$"
        };
    }

    DatabaseSetup setup() {
        DatabaseSetup.Builder setup = DatabaseSetup.builder().clock(() -> NOW);
        surroundings(setup);
        indexes(setup);
        partitions(setup);
        for (String table : new String[] {"content", "log", "event"}) {
            setup.rowLevelSecurity(ownRows(table));
        }
        return setup.rowLevelSecurity(RowLevelSecurity.on("users")
                        .policy(Policy.named("self")
                                .on(Command.SELECT)
                                .to(user())
                                .using("id = (SELECT nullif(current_setting('app.user', true), '')::bigint)")
                                .build())
                        .build())
                .rowLevelSecurity(RowLevelSecurity.on("metric")
                        .policy(Policy.named("of the worker")
                                .on(Command.ALL)
                                .to(worker())
                                .using("true")
                                .withCheck("true")
                                .build())
                        .build())
                .build();
    }

    private void surroundings(DatabaseSetup.Builder setup) {
        setup.extension(Extension.named("pg_trgm"))
                .role(Role.named(worker())
                        .login()
                        .connectionLimit(5)
                        .memberOf("pg_monitor")
                        .build())
                .grant(Grant.onTable("content", user(), Privilege.SELECT, Privilege.INSERT)
                        .andNothingElse())
                .grant(Grant.onTable("metric", worker(), Privilege.SELECT, Privilege.INSERT))
                .grant(Grant.onSchema("public", worker(), Privilege.USAGE))
                .grant(Grant.onSchema("public", "public", Privilege.USAGE).andNothingElse())
                .sessionDefaults(SessionDefaults.ofDatabase()
                        .statementTimeout(Duration.ofSeconds(30))
                        .lockTimeout(Duration.ofSeconds(2))
                        .idleInTransactionTimeout(Duration.ofSeconds(60))
                        .build())
                .sessionDefaults(SessionDefaults.ofRole(worker())
                        .statementTimeout(Duration.ofMinutes(5))
                        .build())
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.02).build());
    }

    private static void indexes(DatabaseSetup.Builder setup) {
        setup.withoutIndex("idx_old")
                .index(Index.named("idx_content_status")
                        .on("content")
                        .columns("status")
                        .where("status <> 'archived'")
                        .build())
                .index(Index.named("idx_content_user")
                        .on("content")
                        .columns("user_id")
                        .build())
                .index(Index.named("idx_users_email")
                        .on("users")
                        .expression("lower(email)")
                        .unique()
                        .build())
                .index(Index.named("idx_archive_user")
                        .on("content_archive")
                        .columns("user_id")
                        .build())
                .index(Index.named("idx_event_user")
                        .on("event")
                        .columns("user_id", "at")
                        .where("kind IS NOT NULL")
                        .build())
                .index(Index.named("idx_event_kind")
                        .on("event")
                        .columns("kind", "at", "id")
                        .unique()
                        .build());
    }

    private static void partitions(DatabaseSetup.Builder setup) {
        setup.archive(Archive.of("content")
                        .into("content_archive")
                        .by("created_at")
                        .olderThan(Period.ofMonths(6))
                        .build())
                .partitions(TimePartitions.of("content_archive")
                        .by("created_at")
                        .every(CalendarInterval.QUARTER)
                        .startingAt(LocalDate.of(2024, 1, 1))
                        .build())
                .partitions(months("log").build())
                .partitions(months("event").detachAfter(Period.ofMonths(2)).build())
                .partitions(months("metric").dropAfter(Period.ofMonths(2)).build());
    }

    private static TimePartitions.Builder months(String table) {
        return TimePartitions.of(table).by("at").every(CalendarInterval.MONTH).startingAt(LocalDate.of(2024, 7, 1));
    }

    private RowLevelSecurity ownRows(String table) {
        return RowLevelSecurity.on(table)
                .policy(Policy.named("own rows")
                        .on(Command.ALL)
                        .to(user())
                        .using(OWN)
                        .withCheck(OWN)
                        .build())
                .build();
    }
}
