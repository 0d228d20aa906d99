package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.failure.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;

/** Checks that want one line. */
public final class Checks {
    private static final int VALID_WITHIN_SECONDS = 5;

    /** Two clocks may differ by so much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private Checks() {}

    /** The database is reached, and its driver finds the connection valid within 5 seconds. */
    public static Check database(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return () -> {
            try (Connection connection = dataSource.getConnection()) {
                if (!connection.isValid(VALID_WITHIN_SECONDS)) {
                    return Verdict.failed("The database gives a connection that is not valid");
                }
                return Verdict.passed("The database is reached")
                        .with("product", connection.getMetaData().getDatabaseProductName())
                        .with("version", connection.getMetaData().getDatabaseProductVersion());
            } catch (SQLException e) {
                return Verdict.failed("The database is not reached: " + Reason.of(e));
            }
        };
    }

    /** The same as {@link #notOlderThan(String, Duration, Callable, InstantSource)} by the system's clock. */
    public static Check notOlderThan(String what, Duration maximum, Callable<Optional<Instant>> newest) {
        return notOlderThan(what, maximum, newest, InstantSource.system());
    }

    /**
     * The newest backup, or the last restore test, is there and young enough. One of a time to come is inconclusive.
     *
     * @param what what is told in the sentence: {@code The newest backup}
     * @param newest when the newest one was made, if there is one
     */
    public static Check notOlderThan(
            String what, Duration maximum, Callable<Optional<Instant>> newest, InstantSource clock) {
        if (maximum.isNegative() || maximum.isZero()) {
            throw new IllegalArgumentException(what + ": the maximum age must be positive: " + maximum);
        }
        return () -> {
            Optional<Instant> made = newest.call();
            if (made.isEmpty()) {
                return Verdict.failed(what + ": there is none").with("maximum", maximum);
            }
            Duration age = Duration.between(made.get(), clock.instant());
            return aged(what, age, maximum).with("age", age).with("maximum", maximum);
        };
    }

    private static Verdict aged(String what, Duration age, Duration maximum) {
        if (age.plus(TOLERANCE).isNegative()) {
            return Verdict.inconclusive(what + " is of a time to come: compare the clocks");
        }
        return age.compareTo(maximum) <= 0
                ? Verdict.passed(what + " is young enough")
                : Verdict.failed(what + " is too old");
    }

    /** There is a file that can be read and is not empty. */
    public static Check file(Path path) {
        Objects.requireNonNull(path, "path");
        return () -> {
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                return Verdict.failed("There is no file that can be read: " + path.getFileName());
            }
            long bytes = Files.size(path);
            Verdict verdict = bytes > 0
                    ? Verdict.passed("The file is there: " + path.getFileName())
                    : Verdict.failed("The file is empty: " + path.getFileName());
            return verdict.with("bytes", bytes);
        };
    }
}
