package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What time it is: by the database, so that all nodes agree, unless a clock is given. */
public final class DatabaseTime {
    private DatabaseTime() {}

    /** In UTC. */
    public static LocalDateTime now(Session session, Optional<InstantSource> clock) throws SQLException {
        Instant now = clock.isPresent()
                ? clock.get().instant()
                : Instant.ofEpochMilli(
                        Long.parseLong(session.one("SELECT floor(extract(epoch FROM now()) * 1000)::bigint")));
        return LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    }
}
