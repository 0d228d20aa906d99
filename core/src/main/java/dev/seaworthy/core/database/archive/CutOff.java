package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The instant before which rows are old. */
final class CutOff {
    private CutOff() {}

    /** By the database's clock, which all clients share. */
    static Instant of(Session session, Archive archive, Tuning tuning) throws SQLException {
        Instant fixed = tuning.asOf();
        return before(fixed != null ? fixed : now(session), archive.age());
    }

    static Instant before(Instant now, Period age) {
        return now.atOffset(ZoneOffset.UTC).minus(age).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Instant now(Session session) throws SQLException {
        long micros = Long.parseLong(session.one("SELECT (extract(epoch FROM now()) * 1000000)::bigint"));
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
