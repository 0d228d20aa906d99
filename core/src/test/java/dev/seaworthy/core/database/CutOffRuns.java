package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Applies a setup to databases that are alike: in each, the session is ended a little later, and a second run ends what
 * the first began.
 *
 * @param tables what each database holds before
 */
record CutOffRuns(PostgresServer server, DatabaseSetup setup, Consumer<TestDatabase> tables) {
    /**
     * How many statements the last run had, which was not cut off.
     *
     * @param stride how many statements later the next run is cut off
     * @param check what must hold after each second run, with the name of the moment
     */
    int each(int stride, BiConsumer<TestDatabase, String> check) {
        int moment = 0;
        boolean isCutOff = true;
        while (isCutOff) {
            moment += stride;
            try (TestDatabase fresh = server.database()) {
                tables.accept(fresh);
                isCutOff = isCutOff(plan(fresh), new CutOffDataSource(fresh, moment));
                setup.apply(plan(fresh), fresh.dataSource());
                String name = "after statement " + moment;
                assertThat(setup.plan(fresh.dataSource()).changes()).as(name).isEmpty();
                check.accept(fresh, name);
            }
        }
        return moment;
    }

    private DatabasePlan plan(TestDatabase database) {
        return setup.plan(database.dataSource()).allow("*");
    }

    private boolean isCutOff(DatabasePlan plan, CutOffDataSource source) {
        try {
            setup.apply(plan, source);
            return false;
        } catch (DatabaseException e) {
            assertThat(source.isCutOff())
                    .as("failed by itself: %s", e.getMessage())
                    .isTrue();
            return true;
        }
    }
}
