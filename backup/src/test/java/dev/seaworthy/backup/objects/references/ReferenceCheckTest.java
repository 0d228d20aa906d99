package dev.seaworthy.backup.objects.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.snapshot.SnapshotObject;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjects;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Beside sets of keys, which are compared in memory. */
class ReferenceCheckTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String QUERY = "SELECT name, written FROM files";

    private final DataSource database = TestPostgres.dataSource(database());
    private final ReferenceCheck check = ReferenceCheck.of(database, QUERY);

    /** Whose own order of keys is that of no bucket. */
    private static PostgresConnection database() {
        return TestPostgres.database("CREATE TABLE files (name text COLLATE \"und-x-icu\", written timestamptz)");
    }

    @Test
    void finds_each_key_that_one_side_alone_has() throws SQLException {
        Random random = new Random(7);
        Set<String> rows = new TreeSet<>(KeyRange.ORDER);
        Set<String> objects = new TreeSet<>(KeyRange.ORDER);
        for (int i = 0; i < 5_000; i++) {
            String key = key(random);
            int side = random.nextInt(10);
            if (side > 0) {
                rows.add(key);
            }
            if (side != 1) {
                objects.add(key);
            }
        }
        insert(rows, NOON);

        ReferenceReport report = check.compare(objects(objects));

        List<String> missing =
                rows.stream().filter(key -> !objects.contains(key)).toList();
        List<String> orphans =
                objects.stream().filter(key -> !rows.contains(key)).toList();
        assertThat(missing).hasSizeGreaterThan(300);
        assertThat(report.firstMissing()).containsExactlyElementsOf(missing);
        assertThat(report.firstOrphans()).containsExactlyElementsOf(orphans);
        assertThat(report.missing()).isEqualTo(missing.size());
        assertThat(report.orphans()).isEqualTo(orphans.size());
        assertThat(report.referenced()).isEqualTo(rows.size() - missing.size());
        assertThat(report.isConsistent()).isFalse();
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            key.append(
                    random.nextInt(4) == 0
                            ? Character.toString(codePoint(random))
                            : "ab/_ZÄ%".charAt(random.nextInt(7)));
        }
        return key.toString();
    }

    /** Of each length in UTF-8, and none that is half of a pair. */
    private static int codePoint(Random random) {
        int point = 1 + random.nextInt(random.nextBoolean() ? 0x2000 : Character.MAX_CODE_POINT);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 'x' : point;
    }

    @Test
    void tells_the_first_thousand_and_counts_all() throws SQLException {
        insert(Stream.iterate(0, n -> n + 1).limit(1_500).map("%05d"::formatted).toList(), NOON);

        ReferenceReport report = check.compare(objects(List.of("00007")));

        assertThat(report.missing()).isEqualTo(1_499);
        assertThat(report.firstMissing()).hasSize(1_000).startsWith("00000").endsWith("01000");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-01T11:59:59Z, missing",
        "2026-05-01T12:00:00Z, unsettled",
        "2026-05-01T12:00:01Z, unsettled",
        ", missing"
    })
    void a_row_that_is_too_young_does_not_count(Instant written, String counted) throws SQLException {
        insert(List.of("a"), written);

        ReferenceReport report = check.compare(Stream.empty(), NOON);

        assertThat(report.missing()).isEqualTo(counted.equals("missing") ? 1 : 0);
        assertThat(report.unsettled()).isEqualTo(counted.equals("missing") ? 0 : 1);
    }

    @Test
    void an_object_that_is_too_young_does_not_count() {
        Stream<SnapshotObject> objects = Stream.of(object("old", NOON.minusSeconds(1)), object("young", NOON));

        ReferenceReport report = check.compare(objects, NOON);

        assertThat(report.firstOrphans()).containsExactly("old");
        assertThat(report.unsettled()).isEqualTo(1);
    }

    /** If one of the rows is old enough, or has no time, the object has been missing since then. */
    @Test
    void several_rows_of_one_key_are_as_old_as_their_oldest() throws SQLException {
        insert(List.of("aged", "timeless", "young"), NOON);
        insert(List.of("aged"), NOON.minusSeconds(1));
        insert(List.of("timeless"), null);

        ReferenceReport report = check.compare(Stream.empty(), NOON);

        assertThat(report.firstMissing()).containsExactly("aged", "timeless");
        assertThat(report.unsettled()).isEqualTo(1);
    }

    @Test
    void a_row_without_a_key_names_nothing() throws SQLException {
        execute("INSERT INTO files VALUES (NULL, now())");

        assertThat(check.compare(Stream.empty())).isEqualTo(new ReferenceReport(0, 0, 0, 0, List.of(), List.of()));
        assertThat(check.compare(Stream.empty()).isConsistent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT name FROM files -- of all",
                "SELECT name::varchar(9) FROM files",
                "WITH all_files AS (SELECT * FROM files) SELECT name FROM all_files ORDER BY written"
            })
    void takes_each_query_of_keys(String query) throws SQLException {
        insert(List.of("a", "b"), NOON);

        ReferenceReport report = ReferenceCheck.of(database, query).compare(objects(List.of("b", "c")));

        assertThat(report.firstMissing()).containsExactly("a");
        assertThat(report.firstOrphans()).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT name, written::timestamp FROM files | second column of the query of references must be a"
                        + " timestamptz, the time of the row; it is timestamp",
                "SELECT name, written, 1 FROM files | must give the key of an object, and at most the timestamptz",
                "INSERT INTO files VALUES ('a') | must give the key of an object",
                "SELECT name FROM folders | the references to objects could not be read: relation \"folders\" does not",
                "SELECT name FROM files; | the references to objects could not be read: syntax error at or near"
            })
    void refuses_another_query(String query, String message) {
        assertThatThrownBy(() -> ReferenceCheck.of(database, query).compare(Stream.empty()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_query_cannot_write() {
        execute("CREATE FUNCTION remember() RETURNS text LANGUAGE sql AS "
                + "'INSERT INTO files VALUES (''a'') RETURNING name'");

        assertThatThrownBy(
                        () -> ReferenceCheck.of(database, "SELECT remember()").compare(Stream.empty()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot execute INSERT in a read-only transaction");
    }

    /** As a pool wants it back, after a comparison and after a failure. */
    @Test
    void leaves_the_connection_as_it_was() throws SQLException {
        try (Connection connection = database.getConnection()) {
            DataSource pool = new Single(connection);

            assertThatThrownBy(() -> ReferenceCheck.of(pool, "SELECT 1 / 0").compare(Stream.empty()))
                    .hasMessageContaining("division by zero");
            assertThat(ReferenceCheck.of(pool, QUERY).compare(Stream.empty()).isConsistent())
                    .isTrue();

            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isReadOnly()).isFalse();
        }
    }

    /** A pool of one connection, which does not end when it is given back. */
    private static final class Single extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient Connection connection;

        Single(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Connection getConnection() {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("close") ? null : method.invoke(connection, arguments));
        }
    }

    @Test
    void closes_the_objects_when_the_query_fails() {
        AtomicBoolean closed = new AtomicBoolean();

        assertThatThrownBy(() -> ReferenceCheck.of(database, "SELECT")
                        .compare(Stream.<SnapshotObject>empty().onClose(() -> closed.set(true))))
                .isInstanceOf(DatabaseException.class);

        assertThat(closed).isTrue();
    }

    @Test
    void compares_a_snapshot() throws SQLException {
        InMemoryObjects bucket = new InMemoryObjects();
        BucketBackups backups = BucketBackups.builder("uploads")
                .source(bucket)
                .store(new InMemoryObjectStore())
                .repositoryKey(Secret.of("a repository key of 32 bytes or more"))
                .leaveUnencryptedUnsafely()
                .build();
        bucket.put("both", "1".getBytes(StandardCharsets.UTF_8));
        bucket.put("bucket alone", "2".getBytes(StandardCharsets.UTF_8));
        String id = backups.backUp().id();
        insert(List.of("both", "database alone"), NOON);

        ReferenceReport report = check.compare(backups.entries(id, ""));

        assertThat(report)
                .isEqualTo(new ReferenceReport(1, 1, 1, 0, List.of("database alone"), List.of("bucket alone")));
    }

    private static Stream<SnapshotObject> objects(Collection<String> keys) {
        return keys.stream().map(key -> object(key, NOON));
    }

    private static SnapshotObject object(String key, Instant modifiedAt) {
        return new SnapshotObject(new SourceObject(key, 1, "", modifiedAt), ObjectMetadata.NONE);
    }

    private void execute(String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(Collection<String> keys, @Nullable Instant written) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO files SELECT unnest(?::text[]), ?::timestamptz")) {
            insert.setArray(1, connection.createArrayOf("text", keys.toArray()));
            insert.setString(2, written == null ? null : written.toString());
            insert.execute();
        }
    }
}
