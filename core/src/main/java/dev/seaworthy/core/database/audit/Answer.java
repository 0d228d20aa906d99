package dev.seaworthy.core.database.audit;

import dev.seaworthy.core.database.audit.AuditReport.NotChecked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of an answer: a fault, or something that the question could not see. */
record Answer(
        String object,
        String why,
        @Nullable String fix,
        @Nullable String severity) {
    /** Stands in place of a severity where {@link #why} says what was not seen. */
    static final String UNSEEN = "UNSEEN";

    /** Columns {@code object}, {@code why}, {@code fix} and, where it is not the one of the rule, {@code severity}. */
    static Answer read(ResultSet row) throws SQLException {
        String severity = row.getMetaData().getColumnCount() > 3 ? row.getString(4) : null;
        return new Answer(row.getString(1), row.getString(2), row.getString(3), severity);
    }

    boolean isSeen() {
        return !UNSEEN.equals(severity);
    }

    Finding finding(Rule rule) {
        Severity severe = severity == null ? rule.severity() : Severity.valueOf(severity);
        return new Finding(rule, severe, object, why, Optional.ofNullable(fix));
    }

    NotChecked notChecked(Rule rule) {
        return new NotChecked(rule, object + ": " + why);
    }
}
