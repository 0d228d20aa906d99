package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How PostgreSQL writes a definition: it is given to an empty temporary table of the same name and columns, read back,
 * and rolled back. So two spellings of one meaning are one text. One thread at a time.
 */
public final class Canon {
    /** {@code read_only_sql_transaction}: a standby, or a session that may not write. */
    private static final String READ_ONLY = "25006";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Session session;
    private final Findings findings;
    private final Set<TableName> uncopied = new HashSet<>();

    Canon(Session session, Findings findings) {
        this.session = session;
        this.findings = findings;
    }

    /** Whether there was a copy of the table, each time that one was asked for. */
    public boolean canCopy(Table table) {
        return !uncopied.contains(table.name());
    }

    /**
     * What {@code reading} reads of the copy after it was given {@code definition}; empty if there can be no copy,
     * which is noted, or if PostgreSQL refuses the definition.
     *
     * @param definition statements that speak of the copy by {@link #copy}
     * @param tells whether a refusal is a problem of {@code declaration}
     */
    public <T> Optional<T> of(
            Table table, Object declaration, String definition, boolean tells, Session.Work<T> reading)
            throws SQLException {
        return session.rolledBack(() -> {
            if (!makeCopy(table, declaration)) {
                return Optional.empty();
            }
            try {
                session.asCaller(() -> {
                    session.execute(definition);
                    return definition;
                });
            } catch (SQLException e) {
                if (tells) {
                    findings.problem(declaration + ": PostgreSQL refuses it: " + DatabaseException.firstLine(e));
                }
                return Optional.empty();
            }
            return Optional.of(reading.run());
        });
    }

    /** The name of the copy, as SQL needs it. */
    public static String copy(Table table) {
        return "pg_temp." + Identifier.quote(table.name().name());
    }

    private boolean makeCopy(Table table, Object declaration) throws SQLException {
        try {
            session.execute("CREATE TEMPORARY TABLE " + copy(table) + " (LIKE "
                    + table.likeness().sql() + ")");
            return true;
        } catch (SQLException e) {
            if (!READ_ONLY.equals(e.getSQLState()) && !INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            uncopied.add(table.name());
            findings.note(
                    declaration + " could not be compared: no copy of the table: " + DatabaseException.firstLine(e));
            return false;
        }
    }
}
