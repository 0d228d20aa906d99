package dev.seaworthy.core.database;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test of a database setup has: a database of its own, on each version. */
@ParameterizedClass
@EnumSource
abstract class DatabaseTest {
    final PostgresServer server;
    final TestDatabase database;

    DatabaseTest(PostgresServer server) {
        this.server = server;
        this.database = server.database();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    DatabasePlan plan(DatabaseSetup setup) {
        return setup.plan(database.dataSource());
    }

    List<String> changes(DatabaseSetup setup) {
        return plan(setup).changes().stream().map(Change::name).toList();
    }

    Applied apply(DatabaseSetup setup, String... allowed) {
        return setup.apply(plan(setup).allow(allowed), database.dataSource());
    }

    /** Applies, and holds that the next plan is empty. */
    void converge(DatabaseSetup setup, String... allowed) {
        apply(setup, allowed);
        org.assertj.core.api.Assertions.assertThat(plan(setup).changes()).isEmpty();
    }
}
