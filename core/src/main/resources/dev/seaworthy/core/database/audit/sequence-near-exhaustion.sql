-- Ascending sequences that stop at their end. The narrowest column that a sequence feeds counts, not the sequence alone.
, feeds AS (
    SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attnum FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
      AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
    UNION
    SELECT d.refobjid, f.adrelid, f.adnum FROM pg_depend d JOIN pg_attrdef f ON f.oid = d.objid
    WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'n'
), narrow AS (
    SELECT f.sequence, f.relation, a.attname, r.name AS table_name,
           CASE a.atttypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647 END AS top,
           a.attinhcount > 0 AS inherited, f.attnum
    FROM feeds f
    JOIN pg_attribute a ON a.attrelid = f.relation AND a.attnum = f.attnum
    JOIN relation r ON r.oid = f.relation
    WHERE a.atttypid IN ('int2'::regtype, 'int4'::regtype)
), fill AS (
    SELECT c.oid, c.name, s.seqmax, s.seqtypid, least(s.seqmax, fed.top) AS top, fed.top IS NOT NULL AS feeds,
           CASE WHEN has_sequence_privilege(c.oid, 'USAGE, SELECT') THEN pg_sequence_last_value(c.oid) END AS last,
           has_sequence_privilege(c.oid, 'USAGE, SELECT') AS seen
    FROM relation c JOIN pg_sequence s ON s.seqrelid = c.oid
    LEFT JOIN (SELECT n.sequence, min(n.top) AS top FROM narrow n GROUP BY n.sequence) fed ON fed.sequence = c.oid
    WHERE c.relkind = 'S' AND NOT s.seqcycle AND s.seqincrement > 0
)
SELECT f.name,
       format('%s %% of the numbers up to %s are used; after the last one every INSERT fails.', floor(100 * f.last::numeric / f.top), f.top)
       || CASE WHEN f.feeds
               THEN ' The change of a column''s type writes the table anew and locks it meanwhile; columns that refer'
                    || ' to it need it too.' ELSE '' END
       || CASE WHEN made.of_it
               THEN ' Drop first what is made of the column: views, policies, triggers, generated columns. A partition key'
                    || ' keeps its type.' ELSE '' END,
       CASE WHEN NOT made.of_it THEN nullif(concat_ws(E';\n',
           (SELECT string_agg(format('ALTER TABLE %s ALTER COLUMN %I TYPE bigint', n.table_name, n.attname), E';\n')
            FROM narrow n WHERE n.sequence = f.oid AND NOT n.inherited),
           CASE WHEN f.seqmax < 9223372036854775807 THEN format('ALTER SEQUENCE %s AS bigint NO MAXVALUE', f.name) END),
           '') END,
       CASE WHEN f.last::numeric / f.top >= 0.9 THEN 'CRITICAL' ELSE 'WARNING' END
FROM fill f
CROSS JOIN LATERAL (
    SELECT EXISTS (SELECT FROM narrow n JOIN pg_depend d
                     ON d.refclassid = 'pg_class'::regclass AND d.refobjid = n.relation AND d.refobjsubid = n.attnum
                   LEFT JOIN pg_attrdef g ON d.classid = 'pg_attrdef'::regclass AND g.oid = d.objid
                   WHERE n.sequence = f.oid
                     AND (d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass,
                                        'pg_publication_rel'::regclass) OR g.adnum <> n.attnum
                          OR d.classid = 'pg_class'::regclass AND d.objid = n.relation AND d.objsubid <> n.attnum))
           OR EXISTS (SELECT FROM narrow n JOIN pg_partitioned_table t ON t.partrelid = n.relation
                      WHERE n.sequence = f.oid AND n.attnum = ANY (t.partattrs::int2[])) AS of_it) made
WHERE f.last::numeric / f.top >= 0.75
UNION ALL
SELECT count(*) || ' sequences', 'no right to read them; missing: GRANT SELECT ON SEQUENCE', NULL, 'UNSEEN'
FROM fill f WHERE NOT f.seen HAVING count(*) > 0
