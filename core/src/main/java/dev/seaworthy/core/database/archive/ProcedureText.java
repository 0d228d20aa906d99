package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import dev.seaworthy.core.database.sql.Literal;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A move as a procedure that commits each batch. */
record ProcedureText(Archive archive, Tuning tuning, Move move) {
    private static final String SCHEMA = "seaworthy";

    MoveProcedure procedure() {
        String body = "\n" + body();
        return new MoveProcedure(
                name(archive),
                body,
                "CREATE OR REPLACE PROCEDURE " + name(archive).sql() + "()\nLANGUAGE plpgsql\nAS " + quoted(body));
    }

    /** Of another name as soon as anything is declared otherwise, so that none is taken for one that does the same. */
    static TableName name(Archive archive) {
        return new TableName(
                SCHEMA,
                Identifier.withSuffix(
                        "archive_" + archive.source().name(), "_%016x".formatted(MoverLock.hash(archive.toString()))));
    }

    private static String quoted(String body) {
        String tag = SCHEMA;
        while (body.contains("$" + tag + "$")) {
            tag += "_";
        }
        return "$" + tag + "$" + body + "$" + tag + "$";
    }

    /**
     * The lock is that of each transaction, so that a cancel, even in a commit, frees it; a mover that comes in between
     * two of them goes on in its place. {@code statement_timeout} is that of the whole {@code CALL}, so it is left to
     * whoever calls.
     *
     * <p>Nothing is reckoned before the search path is set, so that no function of a user stands in for one of
     * PostgreSQL's.
     */
    private String body() {
        return """
                DECLARE
                  started timestamp with time zone;
                  cut_off %1$s;
                  from_time %1$s := '-infinity';
                  size bigint := %3$s;
                  began timestamp with time zone;
                  gone bigint;
                  arrived bigint;
                  latest %1$s;
                  backend int;
                  shape pg_catalog.text;
                  moved bigint := 0;
                  failures int := 0;
                  wait double precision := 0;
                  ending pg_catalog.text;
                BEGIN
                  PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                  started := clock_timestamp();
                  cut_off := %2$s;
                  LOOP
                    PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
                    IF NOT pg_try_advisory_xact_lock(%4$s) THEN
                      ending := 'another mover is at work';
                      EXIT;
                    END IF;
                    PERFORM pg_sleep(wait);
                    ending := CASE WHEN moved >= %5$s THEN 'row limit'
                      WHEN clock_timestamp() - started >= interval '%6$s ms' THEN 'time limit' END;
                    EXIT WHEN ending IS NOT NULL;
                    began := clock_timestamp();
                    BEGIN
                %7$s
                      IF moved = 0 THEN
                %8$s
                      END IF;
                      EXECUTE %9$s
                        INTO gone, arrived, latest, backend, shape USING from_time, cut_off, least(size, %5$s - moved);
                      IF gone <> arrived THEN
                        RAISE EXCEPTION 'archive move is refused: %% rows left and %% arrived', gone, arrived;
                      END IF;
                      IF shape IS DISTINCT FROM %10$s THEN
                        RAISE EXCEPTION 'archive move is refused: the columns of the source changed to %%', shape;
                      END IF;
                      failures := 0;
                    EXCEPTION
                      WHEN deadlock_detected OR serialization_failure OR lock_not_available THEN
                        failures := failures + 1;
                        gone := NULL;
                        IF failures >= %11$s THEN
                          RAISE;
                        END IF;
                    END;
                    IF gone IS NULL THEN
                      wait := random() * least(3, 0.1 * 2 ^ failures);
                    ELSIF gone > 0 THEN
                      moved := moved + gone;
                      from_time := latest;
                      wait := %12$s;
                      IF clock_timestamp() - began > interval '%13$s ms' THEN
                        size := greatest(1, size / 2);
                      ELSIF (clock_timestamp() - began) * 4 < interval '%13$s ms' THEN
                        size := least(size * 2, %14$s);
                      END IF;
                    ELSIF from_time = '-infinity' THEN
                      ending := 'no row is left that could be moved';
                      EXIT;
                    ELSE
                      from_time := '-infinity';
                      wait := 0;
                    END IF;
                    COMMIT;
                  END LOOP;
                  RAISE NOTICE 'archive move: %% rows, %%', moved, ending;
                END
                """.formatted(
                        move.timeType().equals("date") ? "pg_catalog.date" : move.timeType(),
                        cutOff(),
                        Math.min(BatchSize.FIRST, tuning.batchSize()),
                        MoverLock.key(archive),
                        tuning.maxRows(),
                        tuning.maxDuration().toMillis(),
                        settings(),
                        guards(),
                        Literal.quote(move.batch("$1", "$2", "$3")),
                        Literal.quote(move.shape()),
                        tuning.tries(),
                        seconds(tuning.pause()),
                        tuning.maxBatchTime().toMillis(),
                        tuning.batchSize());
    }

    /** The same calendar as Java's: months first, a day of the month that isn't there is the month's last. */
    private String cutOff() {
        Instant fixed = tuning.asOf();
        String now = fixed == null ? "now()" : Literal.quote(fixed.toString()) + "::timestamptz";
        String inUtc = "(" + now + " AT TIME ZONE 'UTC' - interval '" + archive.age() + "')";
        return inUtc
                + switch (move.timeType()) {
                    case "date" -> "::date";
                    case "timestamp with time zone" -> " AT TIME ZONE 'UTC'";
                    default -> "";
                };
    }

    /** Local to the transaction: a procedure leaves the session of its caller as it was. */
    private String settings() {
        Stream<String> always = Settings.of(tuning).withBatches(false).values().entrySet().stream()
                .filter(each -> !each.getKey().equals("statement_timeout"))
                .map(each -> setting(each.getKey(), each.getValue()));
        Stream<String> byIndex = Stream.concat(
                Stream.of("      IF EXISTS (" + Guards.timeIndex(archive) + ") THEN"),
                Settings.BY_INDEX.stream().map(parameter -> "  " + setting(parameter, "off")));
        return Stream.of(always, byIndex, Stream.of("      END IF;"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String setting(String parameter, String value) {
        return "      PERFORM set_config(" + Literal.quote(parameter) + ", " + Literal.quote(value) + ", true);";
    }

    private String guards() {
        return guard("foreign keys", Guards.foreignKeys(archive.source())) + "\n"
                + guard("rules", Guards.rules(archive.source(), archive.target())) + "\n"
                + guard("inheritance", Guards.children(archive.source())) + "\n"
                + guard("triggers", Guards.triggers(archive.source(), archive.target(), tuning.allowedTriggers()));
    }

    private static String guard(String what, String question) {
        return "        IF EXISTS (" + question + ") THEN RAISE EXCEPTION 'archive move is refused: " + what
                + " stand in the way'; END IF;";
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toMillis() / 1000.0);
    }
}
