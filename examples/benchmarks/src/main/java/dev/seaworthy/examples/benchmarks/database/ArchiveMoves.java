package dev.seaworthy.examples.benchmarks.database;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.archive.ArchiveMover;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The same rows moved in batches and at one go, in turn, each first in every other round: {@code ArchiveMoves [rows]
 * [rounds] [batch size]}, 300000, 6 and the mover's default by themselves. The pause between batches is zero.
 */
final class ArchiveMoves {
    private static final String ELIGIBLE = " WHERE created_at < now() - interval '6 months' AND status = 'published'";
    private static final Archive ARCHIVE = Archive.of("content")
            .into("content_archive")
            .by("created_at")
            .olderThan(Period.ofMonths(6))
            .where("status = 'published'")
            .build();

    private final DataSource database;
    private final int rows;
    private final ArchiveMover mover;

    private ArchiveMoves(DataSource database, int rows, int batchSize) {
        this.database = database;
        this.rows = rows;
        mover = ArchiveMover.builder(ARCHIVE)
                .batchSize(batchSize)
                .pause(Duration.ZERO)
                .build();
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int rows = number(arguments, 0, 300_000);
        int rounds = number(arguments, 1, 6);
        int batchSize = number(arguments, 2, ArchiveMover.Builder.BATCH_SIZE);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("autovacuum", "off")
                .start()) {
            new ArchiveMoves(server.getPostgresDatabase(), rows, batchSize).compare(rounds);
        }
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private void compare(int rounds) throws SQLException {
        inBatches();
        atOneGo();
        List<Double> batches = new ArrayList<>();
        List<Double> oneGo = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                batches.add(inBatches());
                oneGo.add(atOneGo());
            } else {
                oneGo.add(atOneGo());
                batches.add(inBatches());
            }
            print("round " + (round + 1), batches.get(round), oneGo.get(round));
        }
        print("median", median(batches), median(oneGo));
    }

    private static void print(String what, double batches, double oneGo) {
        System.out.printf(
                "%s: in batches %.0f rows/s, at one go %.0f rows/s, ratio %.2f%n",
                what, batches, oneGo, batches / oneGo);
    }

    private double inBatches() throws SQLException {
        fill();
        long began = System.nanoTime();
        long moved = mover.run(database).moved();
        return rate(moved, began);
    }

    private double atOneGo() throws SQLException {
        fill();
        long began = System.nanoTime();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO content_archive SELECT * FROM content" + ELIGIBLE);
            long moved = statement.executeUpdate("DELETE FROM content" + ELIGIBLE);
            connection.commit();
            return rate(moved, began);
        }
    }

    private double rate(long moved, long began) {
        if (moved != rows) {
            throw new IllegalStateException(moved + " of " + rows + " rows were moved");
        }
        return moved * 1e9 / (System.nanoTime() - began);
    }

    /** As many eligible rows as told, and a tenth that must stay. */
    private void fill() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS content, content_archive");
            statement.execute(
                    "CREATE TABLE content (id bigint PRIMARY KEY, user_id bigint NOT NULL, status text NOT NULL,"
                            + " created_at timestamptz NOT NULL, body text)");
            statement.execute(
                    "INSERT INTO content SELECT i, i % 1000, CASE WHEN i % 11 = 0 THEN 'draft' ELSE 'published'"
                            + " END, now() - interval '7 months' - (20000000 - i) * interval '1 second', repeat(md5(i::text), 4)"
                            + " FROM generate_series(1, " + (rows + rows / 10) + ") i");
            statement.execute("CREATE INDEX ON content (created_at)");
            statement.execute("CREATE TABLE content_archive (LIKE content, PRIMARY KEY (id, created_at))");
            statement.execute("VACUUM (ANALYZE) content");
            statement.execute("CHECKPOINT");
        }
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
