package dev.seaworthy.core.database.postgres;

import dev.seaworthy.core.SeaworthyException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a database could not be had: a declaration that does not fit it, a refusal, or a failed statement.
 */
public final class DatabaseException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;

    public DatabaseException(String message) {
        super(message);
        sqlState = null;
    }

    /**
     * {@code message}, and the first line of what the server said; its cause has no more, as a detail may quote a row.
     */
    public DatabaseException(String message, SQLException cause) {
        super(message + ": " + firstLine(cause), withoutDetail(cause));
        sqlState = cause.getSQLState();
    }

    /** The five characters of the server's answer (PostgreSQL documentation, "PostgreSQL Error Codes"). */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }

    private static SQLException withoutDetail(SQLException cause) {
        SQLException copy = new SQLException(firstLine(cause), cause.getSQLState());
        copy.setStackTrace(cause.getStackTrace());
        return copy;
    }

    /** What the server said, in one line, without the word ERROR. */
    public static String firstLine(SQLException cause) {
        String text = String.valueOf(cause.getMessage());
        return text.lines().findFirst().orElse("no message").replaceFirst("^ERROR: ", "");
    }
}
