package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** An index that another session is at work on is not yet at fault, whatever the role of the audit may see of it. */
@ParameterizedClass
@EnumSource
class RunningBuildTest {
    private final TestDatabase database;

    RunningBuildTest(PostgresServer server) {
        this.database = SharedDatabase.emptied(server);
    }

    @BeforeEach
    void prepare() {
        database.execute(
                "CREATE TABLE t AS SELECT 1 AS id FROM generate_series(1, 2)",
                "CREATE INDEX old ON t (id)",
                "CREATE INDEX once_ccnew ON t (id)");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE INDEX CONCURRENTLY fresh ON t (id), postgres",
        "CREATE INDEX CONCURRENTLY fresh ON t (id), audit_owner",
        "DROP INDEX CONCURRENTLY old, audit_owner",
        "REINDEX INDEX CONCURRENTLY old, audit_owner",
        "DROP INDEX CONCURRENTLY once_ccnew, audit_owner"
    })
    void an_index_that_is_being_built_or_dropped_is_passed_over(String statement, String auditor) throws Exception {
        CompletableFuture<Void> work;
        try (Connection blocker = blocker()) {
            work = Aside.run(() -> database.execute(statement));
            Condition.await("an index that is not valid", () -> !invalid().isEmpty());

            assertThat(found(auditor)).isEmpty();
            blocker.rollback();
        }
        work.get();
        assertThat(found(auditor)).isEmpty();
    }

    @Test
    void one_that_was_left_is_found_while_others_work_on_the_table() throws Exception {
        leave("fresh");
        leave("fresh_ccnew");
        try (Connection vacuum = database.dataSource().getConnection()) {
            vacuum.setAutoCommit(false);
            vacuum.createStatement().execute("LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE");

            assertThat(found("audit_owner"))
                    .extracting(Finding::object)
                    .containsExactly("public.fresh", "public.fresh_ccnew");
            vacuum.rollback();
        }
    }

    private void leave(String index) {
        CompletableFuture<Void> doubled =
                Aside.run(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY " + index + " ON t (id)"));
        assertThat(doubled).failsWithin(java.time.Duration.ofSeconds(30));
    }

    /** A reader of the table, for whom a build waits before its last step. */
    private Connection blocker() throws SQLException {
        Connection reader = database.dataSource().getConnection();
        reader.setAutoCommit(false);
        reader.createStatement().execute("LOCK TABLE t IN ROW EXCLUSIVE MODE");
        return reader;
    }

    private List<String> invalid() {
        return database.query("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid");
    }

    private List<Finding> found(String role) {
        return Audits.only(Rule.INVALID_INDEX, Rule.LEFTOVER_INDEX)
                .build()
                .run(database.dataSource(role))
                .findings();
    }
}
