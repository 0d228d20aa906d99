package dev.seaworthy.backup;

import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What must hold in a database that came back, beside equality: that it was worth a backup. Immutable.
 *
 * <p>For example {@code RestoreCheck.of("no order is without a customer", "SELECT count(*) FROM orders WHERE customer
 * IS NULL", "0")}.
 *
 * @param sql a query that only reads, with names as the user of the scratch server finds them
 * @param expected the first column of its first row, as text
 */
public record RestoreCheck(String name, String sql, String expected) {
    public RestoreCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sql, "sql");
        Objects.requireNonNull(expected, "expected");
    }

    /** A check that one query answers. */
    public static RestoreCheck of(String name, String sql, String expected) {
        return new RestoreCheck(name, sql, expected);
    }

    /** A line that says what is wrong, or nothing. */
    Stream<String> problem(ScratchDatabase database) {
        try {
            String answer = database.ask(sql);
            return answer.equals(expected)
                    ? Stream.empty()
                    : Stream.of(name + ": expected " + expected + ", the answer is " + answer);
        } catch (RestoreException e) {
            return Stream.of(name + ": " + e.getMessage());
        }
    }
}
