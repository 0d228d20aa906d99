package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The parameters of a session that moves rows. */
final class Settings {
    private Settings() {}

    static void apply(Session session, Tuning tuning) throws SQLException {
        apply(session, of(tuning));
    }

    static void apply(Session session, Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            session.set(setting.getKey(), setting.getValue());
        }
    }

    /** An index that begins with the time yields a batch without a look at the rest, whatever the statistics say. */
    static Map<String, String> ofBatches(Move move) {
        return move.isIndexed() ? new TreeMap<>(Map.of("enable_sort", "off", "enable_seqscan", "off")) : Map.of();
    }

    /** Under READ COMMITTED a row that changed after the statement began is seen to have changed when it is locked. */
    static Map<String, String> of(Tuning tuning) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("lock_timeout", tuning.lockTimeout().toMillis() + "ms");
        settings.put("statement_timeout", tuning.statementTimeout().toMillis() + "ms");
        settings.put("default_transaction_isolation", "read committed");
        settings.put("row_security", "off");
        settings.put("TimeZone", "UTC");
        settings.put("DateStyle", "ISO, YMD");
        return settings;
    }
}
