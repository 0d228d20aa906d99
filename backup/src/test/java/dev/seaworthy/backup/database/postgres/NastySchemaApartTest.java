package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.KeptDump;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A dump of all that is hard, with the rows of every table in a stream of their own. */
@Tag("needs-pg_dump")
class NastySchemaApartTest {
    private static final KeptDump DUMP = new KeptDump();

    private static Fingerprint dumped;

    @BeforeAll
    static void dump() throws IOException {
        PostgresConnection source = TestPostgres.database(NastySchema.STATEMENTS.toArray(String[]::new));
        dumped = PostgresSource.builder(source)
                .parallel(4, 0)
                .build()
                .dumpTo(DUMP)
                .fingerprint();
    }

    @Test
    void has_the_rows_of_each_table_apart() {
        assertThat(DUMP.input().tables())
                .hasSize(NastySchema.TABLES)
                .containsAll(dumped.tables().keySet());
    }

    @Test
    void comes_back_row_for_row() throws IOException {
        try (PostgresScratchDatabase scratch = scratch()) {
            scratch.restore(DUMP.input());

            assertThat(dumped.differences(scratch.fingerprint(dumped))).isEmpty();
        }
    }

    @Test
    void comes_back_to_stay_with_owners_and_privileges() throws IOException {
        PostgresTarget target =
                PostgresTarget.builder(TestPostgres.database()).parallel(3).build();

        target.restore(DUMP.input());

        assertThat(dumped.differences(target.fingerprint(dumped))).isEmpty();
    }

    @Test
    void keeps_sequences_and_large_objects_in_the_dump_itself() {
        try (PostgresScratchDatabase scratch = scratch()) {
            scratch.restore(new ByteArrayInputStream(DUMP.dumped()));
            Fingerprint restored = scratch.fingerprint(dumped);

            assertThat(restored.totalRows()).isZero();
            assertThat(restored.largeObjects()).isEqualTo(dumped.largeObjects());
            assertThat(dumped.differences(restored)).noneMatch(line -> line.contains("sequence"));
        }
    }

    @Test
    void is_refused_by_a_target_that_promises_all_or_nothing() {
        PostgresConnection database = TestPostgres.database();
        PostgresTarget replacing = PostgresTarget.builder(database)
                .parallel(2)
                .replaceContentsOf(database.database())
                .build();

        assertThatThrownBy(() -> PostgresTarget.of(database).restore(DUMP.input()))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("in one transaction")
                .hasMessageContaining("say parallel(n)");
        assertThatThrownBy(() -> replacing.restore(DUMP.input()))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("Refused to replace the contents");
        assertThat(List.of(PostgresTarget.of(database).fingerprint(dumped).tables()))
                .allMatch(Map::isEmpty);
    }

    private static PostgresScratchDatabase scratch() {
        return (PostgresScratchDatabase)
                PostgresScratchServer.of(TestPostgres.maintenance()).create(dumped.locale());
    }
}
