package dev.seaworthy.core.database.catalog;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The parameters of a session that were changed, each with its value of before. One thread at a time. */
final class Parameters {
    private static final String SEARCH_PATH = "search_path";
    private static final String OWN_SEARCH_PATH = "pg_catalog, pg_temp";

    private final Session session;
    private final boolean isOfTransaction;
    private final Map<String, String> before = new LinkedHashMap<>();

    /** Changes last as long as the session, or as its one transaction. */
    Parameters(Session session, boolean isOfTransaction) {
        this.session = session;
        this.isOfTransaction = isOfTransaction;
    }

    void set(String parameter, String value) throws SQLException {
        if (!before.containsKey(parameter)) {
            before.put(parameter, session.one("SELECT pg_catalog.current_setting(?)", parameter));
        }
        change(parameter, value);
    }

    void setOwnSearchPath() throws SQLException {
        set(SEARCH_PATH, OWN_SEARCH_PATH);
    }

    /** PostgreSQL looks for a table among temporary ones first, unless they are named: here they come last. */
    void setCallersSearchPath() throws SQLException {
        String path = Objects.requireNonNull(before.get(SEARCH_PATH));
        change(SEARCH_PATH, path.isBlank() ? "pg_temp" : path.contains("pg_temp") ? path : path + ", pg_temp");
    }

    /** A transaction that ended has done it by itself. */
    void restore() throws SQLException {
        if (!isOfTransaction) {
            for (Map.Entry<String, String> setting : before.entrySet()) {
                change(setting.getKey(), setting.getValue());
            }
        }
    }

    private void change(String parameter, String value) throws SQLException {
        session.one("SELECT pg_catalog.set_config(?, ?, ?)", parameter, value, isOfTransaction);
    }
}
