package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.List;

/** Why a plain table can't be turned into a partitioned one. */
final class ConversionRefusals {
    private static final String REASONS = """
            WITH t AS (SELECT ?::oid AS oid, ?::text AS col, ?::text AS bound)
            SELECT format('%s %s lacks %s', CASE WHEN x.indisprimary THEN 'primary key' ELSE 'unique index' END,
                          c.relname, t.col)
            FROM t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class c ON c.oid = x.indexrelid
            WHERE x.indisunique AND NOT EXISTS (
              SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = t.col
                AND a.attnum = ANY ((x.indkey::int2[])[0:x.indnkeyatts - 1]))
            UNION ALL
            SELECT format('index %s is invalid', c.relname)
            FROM t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class c ON c.oid = x.indexrelid
            WHERE NOT (x.indisvalid AND x.indisready AND x.indislive)
            UNION ALL
            SELECT format('foreign key %s of %s.%s refers to it', k.conname, n.nspname, c.relname)
            FROM t JOIN pg_constraint k ON k.confrelid = t.oid JOIN pg_class c ON c.oid = k.conrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = 'f'
            UNION ALL
            SELECT DISTINCT format('this role has no REFERENCES on %s.%s, to which it refers, or no USAGE on its schema',
                          n.nspname, c.relname)
            FROM t JOIN pg_constraint k ON k.conrelid = t.oid JOIN pg_class c ON c.oid = k.confrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND (NOT has_schema_privilege(n.oid, 'USAGE')
              OR (NOT has_table_privilege(c.oid, 'REFERENCES') AND EXISTS (
                    SELECT 1 FROM unnest(k.confkey) a (num) WHERE NOT has_column_privilege(c.oid, a.num, 'REFERENCES'))))
            UNION ALL
            SELECT DISTINCT format('%s was given %s by %s, not by its owner', coalesce(r.rolname, 'everyone'),
                          a.privilege_type, pg_get_userbyid(a.grantor))
            FROM t JOIN pg_class c ON c.oid = t.oid
            CROSS JOIN LATERAL (SELECT * FROM aclexplode(c.relacl) UNION ALL
              SELECT x.* FROM pg_attribute y CROSS JOIN LATERAL aclexplode(y.attacl) x WHERE y.attrelid = c.oid) a
            LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE a.grantor <> c.relowner
            UNION ALL
            SELECT format('constraint %s is %s', k.conname, CASE WHEN k.contype = 'x' THEN 'an exclusion constraint'
                          WHEN k.convalidated THEN 'NO INHERIT' ELSE 'not validated' END)
            FROM t JOIN pg_constraint k ON k.conrelid = t.oid AND k.conname <> t.bound
            WHERE k.contype = 'x' OR NOT k.convalidated OR (k.contype = 'c' AND k.connoinherit)
            UNION ALL
            SELECT format('trigger %s is on it', g.tgname)
            FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
            UNION ALL
            SELECT format('publication %s publishes it', p.pubname)
            FROM t JOIN pg_class c ON c.oid = t.oid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_publication_tables p ON p.schemaname = n.nspname AND p.tablename = c.relname
            UNION ALL
            SELECT format('it inherits from %s.%s', n.nspname, c.relname)
            FROM t JOIN pg_inherits h ON h.inhrelid = t.oid JOIN pg_class c ON c.oid = h.inhparent
            JOIN pg_namespace n ON n.oid = c.relnamespace
            UNION ALL
            SELECT format('%s.%s inherits from it', n.nspname, c.relname)
            FROM t JOIN pg_inherits h ON h.inhparent = t.oid JOIN pg_class c ON c.oid = h.inhrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            UNION ALL
            SELECT unnest(array_remove(ARRAY[
                CASE WHEN c.relpersistence <> 'p' THEN 'it is unlogged or temporary' END,
                CASE WHEN c.reloftype <> 0 THEN 'it is a table of a type' END,
                CASE WHEN c.relreplident <> 'd' THEN 'it has a REPLICA IDENTITY' END], NULL))
            FROM t JOIN pg_class c ON c.oid = t.oid
            UNION ALL
            SELECT format('%s is generated', a.attname)
            FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = t.col WHERE a.attgenerated <> ''
            UNION ALL
            SELECT DISTINCT format('%s depends on it', pg_describe_object(d.classid, d.objid, d.objsubid))
            FROM t JOIN pg_class c ON c.oid = t.oid
            JOIN pg_depend d ON (d.refclassid = 'pg_class'::regclass AND d.refobjid = t.oid)
                 OR (d.refclassid = 'pg_type'::regclass
                     AND (d.refobjid = c.reltype OR d.refobjid = (SELECT typarray FROM pg_type WHERE oid = c.reltype)))
            WHERE d.deptype = 'n'
              AND d.classid NOT IN ('pg_constraint'::regclass, 'pg_trigger'::regclass, 'pg_attrdef'::regclass)
              AND NOT (d.classid = 'pg_policy'::regclass
                       AND d.objid IN (SELECT oid FROM pg_policy WHERE polrelid = t.oid))
              AND NOT (d.classid = 'pg_class'::regclass
                       AND (d.objid IN (SELECT indexrelid FROM pg_index WHERE indrelid = t.oid)
                            OR d.objid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = t.oid)))
            UNION ALL
            SELECT format('extension %s owns it', e.extname)
            FROM t JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = t.oid AND d.deptype = 'e'
            JOIN pg_extension e ON e.oid = d.refobjid""";

    private ConversionRefusals() {}

    /** Empty if there is none that the catalog or a short look at the rows knows of. */
    static List<String> of(Session session, Table table, TimePartitions declared, ConversionBound bound, TimeType type)
            throws SQLException {
        List<String> reasons = new java.util.ArrayList<>(session.query(
                row -> row.getString(1), REASONS, Long.toString(table.oid()), declared.column(), bound.name()));
        if (!bound.isValid() && hasStrangers(session, table, declared, bound, type)) {
            reasons.add("it has rows whose " + declared.column() + " is null, or " + bound.end() + " or later");
        }
        return reasons;
    }

    /** A look of 5 s at most; a table that needs a longer one is looked at when the constraint is validated. */
    private static boolean hasStrangers(
            Session session, Table table, TimePartitions declared, ConversionBound bound, TimeType type)
            throws SQLException {
        String column = Identifier.quote(declared.column());
        return session.rolledBack(() -> {
            session.execute("SET LOCAL row_security = off");
            session.execute("SET LOCAL statement_timeout = '5s'");
            try {
                return session.exists("SELECT 1 FROM " + table.name().sql() + " WHERE " + column + " IS NULL OR "
                        + column + " >= " + type.literal(bound.end()) + " LIMIT 1");
            } catch (SQLException e) {
                return false; // no time or no right to look: VALIDATE will tell
            }
        });
    }
}
