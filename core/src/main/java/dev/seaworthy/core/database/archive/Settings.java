package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.sql.Literal;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parameters of transactions that move rows or look at them. None of them outlasts its transaction. */
record Settings(Map<String, String> values) {
    /** What is off where an index yields the batches. */
    static final List<String> BY_INDEX = List.of("enable_seqscan", "enable_sort");

    static Settings of(Tuning tuning) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("lock_timeout", tuning.lockTimeout().toMillis() + "ms");
        values.put("statement_timeout", tuning.statementTimeout().toMillis() + "ms");
        values.put("row_security", "off");
        values.put("TimeZone", "UTC");
        values.put("DateStyle", "ISO, YMD");
        return new Settings(values);
    }

    /**
     * An index that begins with the time yields a batch without a look at the rest, whatever the statistics say. Rows
     * on their way stay in memory, if they are of the usual size.
     */
    Settings withBatches(boolean isIndexed) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put("work_mem", "64MB");
        if (isIndexed) {
            BY_INDEX.forEach(parameter -> all.put(parameter, "off"));
        }
        return new Settings(all);
    }

    /**
     * In a transaction that is committed. Under READ COMMITTED a row that changed after the statement began is seen to
     * have changed when it is locked.
     */
    <T> T commit(Session session, Session.Work<T> work) throws SQLException {
        return session.inTransaction(() -> with(session, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ", work));
    }

    /** In a transaction that is rolled back. */
    <T> T look(Session session, Session.Work<T> work) throws SQLException {
        return session.rolledBack(() -> with(session, "", work));
    }

    private <T> T with(Session session, String first, Session.Work<T> work) throws SQLException {
        session.execute(first + sql());
        return work.run();
    }

    private String sql() {
        return values.entrySet().stream()
                .map(each -> "SET LOCAL " + each.getKey() + " = " + Literal.quote(each.getValue()))
                .collect(Collectors.joining("; "));
    }
}
