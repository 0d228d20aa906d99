package dev.seaworthy.core.database.archive;

import dev.seaworthy.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;

/** The story's table and its archive. */
final class Content {
    static final Instant NOW = Instant.parse("2024-08-31T10:00:00Z");
    static final Instant CUT_OFF = Instant.parse("2024-02-29T10:00:00Z");

    private Content() {}

    static Archive.Builder archive() {
        return Archive.of("content")
                .into("content_archive")
                .by("created_at")
                .olderThan(Period.ofMonths(6))
                .where("status = 'published'");
    }

    static ArchiveMover.Builder mover() {
        return mover(archive().build());
    }

    static ArchiveMover.Builder mover(Archive archive) {
        return ArchiveMover.builder(archive).asOf(NOW).pause(Duration.ZERO);
    }

    static void create(TestDatabase database) {
        database.execute(
                "CREATE TABLE content (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, status text NOT NULL,"
                        + " created_at timestamptz, body text)",
                "CREATE INDEX ON content (created_at)",
                "CREATE TABLE content_archive (LIKE content INCLUDING IDENTITY)");
    }

    /** {@code rows} an hour apart that end an hour before the cut-off, the oldest first. */
    static void addOld(TestDatabase database, int rows) {
        database.execute(
                "INSERT INTO content (status, created_at, body) SELECT 'published', timestamptz '" + CUT_OFF + "' - ("
                        + rows + " + 1 - i) * interval '1 hour', 'body ' || i FROM generate_series(1, " + rows + ") i");
    }

    static void add(TestDatabase database, String status, String time) {
        database.execute("INSERT INTO content (status, created_at) VALUES ('" + status + "', " + time + ")");
    }
}
