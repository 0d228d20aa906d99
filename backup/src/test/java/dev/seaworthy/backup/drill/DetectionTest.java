package dev.seaworthy.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.database.postgres.NastySchema;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Endurance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One row of one table that came back otherwise is always seen, and the table is named; each choice is by a seed. */
@Tag("needs-pg_dump")
@Tag("endurance")
class DetectionTest {
    private static final int PLAIN_TABLES = 30;
    private static final List<String> TYPES =
            List.of("int", "bigint", "text", "numeric", "float8", "boolean", "uuid", "date", "timestamptz", "bytea");

    private static PostgresConnection database;

    @BeforeAll
    static void create() {
        database = TestPostgres.database(NastySchema.STATEMENTS.toArray(String[]::new));
        Random random = new Random(20261128);
        for (int table = 0; table < PLAIN_TABLES; table++) {
            TestPostgres.execute(database, plain("plain_" + table, random));
        }
    }

    private static String[] plain(String name, Random random) {
        List<String> columns = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                .mapToObj(n -> "c" + n + " " + TYPES.get(random.nextInt(TYPES.size())))
                .toList();
        return new String[] {
            "CREATE TABLE " + name + " (id int PRIMARY KEY, " + String.join(", ", columns) + ")",
            "INSERT INTO " + name + " SELECT generate_series(1, " + (1 + random.nextInt(200)) + ")",
            "UPDATE " + name + " SET c1 = NULL WHERE id % 2 = 0"
        };
    }

    @ParameterizedTest
    @EnumSource
    void one_row_of_any_table_is_seen(Damage damage) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RowHash hash = damage == Damage.CHANGED ? RowHash.SHA256 : RowHash.HASHTEXT;
        Fingerprint dumped =
                PostgresSource.builder(database).hash(hash).build().dumpTo(out).fingerprint();
        List<String> tables = withRows(dumped.rows(), damage);

        for (int seed = 0; seed < Endurance.size(1, 5); seed++) {
            Collections.shuffle(tables, new Random(seed));
            try (ScratchDatabase scratch = server().create(dumped.locale())) {
                scratch.restore(new ByteArrayInputStream(out.toByteArray()));
                List<String> expected = new ArrayList<>();
                for (String table : tables) {
                    damage.strike(scratch, table, seed);
                    expected.add(damage.difference(table, dumped.rows().get(table)));

                    assertThat(dumped.differences(scratch.fingerprint(dumped)))
                            .as("%s in %s by seed %d", damage, table, seed)
                            .containsExactlyInAnyOrderElementsOf(expected);
                }
            }
        }
        assertThat(tables).hasSizeGreaterThan(45);
    }

    private static List<String> withRows(SortedMap<String, Long> rows, Damage damage) {
        List<String> tables = new ArrayList<>();
        rows.forEach((table, count) -> {
            if (count > 0 && (damage != Damage.CHANGED || !table.equals("public.nothing"))) {
                tables.add(table);
            }
        });
        return tables;
    }

    /** The whole way, through the store: all tables and kinds of damage at the full size, some at the reduced one. */
    @Test
    void a_drill_names_the_table() {
        Identity identity = Identity.generate();
        InMemoryObjectStore store = new InMemoryObjectStore();
        BackupManager backups = BackupManager.builder()
                .store(store)
                .database(PostgresSource.of(database))
                .encryptTo(identity.recipient())
                .build();
        SortedMap<String, Long> rows = backups.backUpDatabase().rows();

        List<Strike> strikes = strikes(rows, Endurance.size(6, Integer.MAX_VALUE));
        for (Strike strike : strikes) {
            DrillVerdict verdict = RestoreDrill.builder()
                    .backups(backups)
                    .store(store)
                    .identity(identity)
                    .scratch(new DamagingServer(
                            server(), scratch -> strike.damage.strike(scratch, strike.table, strike.seed)))
                    .build()
                    .run()
                    .verdict();

            assertThat(verdict)
                    .as("%s", strike)
                    .isInstanceOfSatisfying(
                            Refuted.class,
                            refuted -> assertThat(refuted.shown())
                                    .isEqualTo(new Differs(
                                            List.of(strike.damage.difference(strike.table, rows.get(strike.table))))));
        }
        assertThat(DrillHistory.of(store).newest(strikes.size() + 1)).hasSameSizeAs(strikes);
    }

    private static List<Strike> strikes(SortedMap<String, Long> rows, int most) {
        List<Strike> strikes = new ArrayList<>();
        for (Damage damage : Damage.values()) {
            withRows(rows, damage).forEach(table -> strikes.add(new Strike(damage, table, strikes.size())));
        }
        Collections.shuffle(strikes, new Random(20261128));
        return strikes.subList(0, Math.min(most, strikes.size()));
    }

    private record Strike(Damage damage, String table, int seed) {}

    private static ScratchServer server() {
        return PostgresScratchServer.of(TestPostgres.maintenance());
    }
}
