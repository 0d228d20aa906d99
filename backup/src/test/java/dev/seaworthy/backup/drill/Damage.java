package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.TestPostgres;

/** One row of one table, otherwise than it was dumped. */
enum Damage {
    CHANGED("CALL pg_temp.change(%s)", 0),
    MISSING("CALL pg_temp.remove(%s)", -1),
    DUPLICATED("CALL pg_temp.duplicate(%s)", 1);

    /** Nothing that stands guard: triggers, rules, keys and what refers to them. */
    private static final String DISARM = """
            DO $do$
            DECLARE each record;
            BEGIN
              FOR each IN SELECT conrelid::regclass AS place, conname FROM pg_constraint
                WHERE conrelid > 16383 AND conparentid = 0 AND contype IN ('p', 'u', 'x')
              LOOP
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', each.place, each.conname);
              END LOOP;
              FOR each IN SELECT ev_class::regclass AS place, rulename FROM pg_rewrite
                WHERE rulename <> '_RETURN' AND ev_class > 16383
              LOOP
                EXECUTE format('ALTER TABLE %s DISABLE RULE %I', each.place, each.rulename);
              END LOOP;
            END $do$
            """;

    private static final String ONE_ROW = """
            CREATE FUNCTION pg_temp.one_row(place regclass) RETURNS tid LANGUAGE plpgsql AS $f$
            DECLARE found tid;
            BEGIN
              EXECUTE format('SELECT ctid FROM ONLY %s ORDER BY random() LIMIT 1', place) INTO found;
              RETURN found;
            END $f$
            """;

    private static final String REQUIRE_ONE = """
            CREATE PROCEDURE pg_temp.require_one(place regclass, count bigint) LANGUAGE plpgsql AS $f$
            BEGIN
              IF count <> 1 THEN RAISE EXCEPTION '% rows of % instead of one', count, place; END IF;
            END $f$
            """;

    /** Any column and any other text of it that its type and its checks let in; at last, none. */
    private static final String CHANGE = """
            CREATE PROCEDURE pg_temp.change(place regclass) LANGUAGE plpgsql AS $f$
            DECLARE
              one tid := pg_temp.one_row(place);
              col record;
              value text;
              count bigint := 0;
            BEGIN
              FOR col IN SELECT quote_ident(attname) AS name, format_type(atttypid, atttypmod) AS type
                FROM pg_attribute WHERE attrelid = place AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                  AND attidentity <> 'a' ORDER BY random()
              LOOP
                FOREACH value IN ARRAY ARRAY[
                  format('(%s::text::numeric + 1)::text', col.name), format('%s::text || %L', col.name, 'x'),
                  '''x''', '''1''', '''{}''', 'NULL']
                LOOP
                  BEGIN
                    EXECUTE format('UPDATE ONLY %1$s SET %2$s = (%3$s)::%4$s WHERE ctid = $1'
                      ' AND (%3$s)::%4$s::text IS DISTINCT FROM %2$s::text', place, col.name, value, col.type) USING one;
                    GET DIAGNOSTICS count = ROW_COUNT;
                  EXCEPTION WHEN data_exception OR integrity_constraint_violation OR cannot_coerce OR undefined_function
                    OR undefined_table OR undefined_object OR syntax_error THEN count := 0;
                  END;
                  IF count = 1 THEN RETURN; END IF;
                END LOOP;
              END LOOP;
              CALL pg_temp.require_one(place, count);
            END $f$
            """;

    private static final String REMOVE = """
            CREATE PROCEDURE pg_temp.remove(place regclass) LANGUAGE plpgsql AS $f$
            DECLARE count bigint;
            BEGIN
              EXECUTE format('DELETE FROM ONLY %s WHERE ctid = $1', place) USING pg_temp.one_row(place);
              GET DIAGNOSTICS count = ROW_COUNT;
              CALL pg_temp.require_one(place, count);
            END $f$
            """;

    private static final String DUPLICATE = """
            CREATE PROCEDURE pg_temp.duplicate(place regclass) LANGUAGE plpgsql AS $f$
            DECLARE
              columns text := (SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute
                WHERE attrelid = place AND attnum > 0 AND NOT attisdropped AND attgenerated = '');
              count bigint;
            BEGIN
              IF columns IS NULL THEN
                EXECUTE format('INSERT INTO %s DEFAULT VALUES', place);
              ELSE
                EXECUTE format('INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM ONLY %1$s WHERE ctid = $1',
                  place, columns) USING pg_temp.one_row(place);
              END IF;
              GET DIAGNOSTICS count = ROW_COUNT;
              CALL pg_temp.require_one(place, count);
            END $f$
            """;

    private final String call;
    private final int moreRows;

    Damage(String call, int moreRows) {
        this.call = call;
        this.moreRows = moreRows;
    }

    /** Strikes a row that the seed chooses. */
    void strike(ScratchDatabase scratch, String table, int seed) {
        TestPostgres.execute(
                connection(scratch),
                "SET session_replication_role = replica",
                DISARM,
                ONE_ROW,
                REQUIRE_ONE,
                CHANGE,
                REMOVE,
                DUPLICATE,
                "SELECT setseed(" + seed % 1000 / 1000.0 + ")",
                call.formatted("'" + table.replace("'", "''") + "'"));
    }

    private static PostgresConnection connection(ScratchDatabase scratch) {
        PostgresConnection server = TestPostgres.maintenance();
        return new PostgresConnection(
                server.host(),
                server.port(),
                scratch.ask("SELECT current_database()"),
                server.user(),
                server.password());
    }

    /** How a comparison tells it. */
    String difference(String table, long rows) {
        return table
                + (moreRows == 0
                        ? ": came back with its " + rows + " rows, but their content differs"
                        : ": dumped with " + rows + " rows, came back with " + (rows + moreRows));
    }
}
