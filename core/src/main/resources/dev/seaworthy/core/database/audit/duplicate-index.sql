-- Alike in all that decides what an index can answer. What backs a constraint stays, then what is unique, then the older.
, alike AS (
    SELECT i.*, to_jsonb(i) ->> 'indnullsnotdistinct' AS nulls,
           format('%s %s %s %s %s %s %s %s %s %s', i.indrelid, i.relam, i.indnkeyatts, i.indkey, i.indclass,
                  i.indcollation, i.indoption, pg_get_expr(i.indexprs, i.indrelid),
                  pg_get_expr(i.indpred, i.indrelid),
                  (SELECT string_agg(a.attnum || a.attoptions::text, ' ' ORDER BY a.attnum) FROM pg_attribute a
                   WHERE a.attrelid = i.indexrelid AND a.attoptions IS NOT NULL)) AS meaning
    FROM index i
    WHERE i.indisvalid AND i.indislive AND NOT i.relispartition
), ranked AS (
    SELECT alike.*, row_number() OVER worth AS place, first_value(name) OVER worth AS keeper,
           first_value(indisunique AND indimmediate) OVER worth AS keeper_is_strict,
           first_value(nulls) OVER worth AS keeper_nulls
    FROM alike
    WINDOW worth AS (PARTITION BY meaning
                     ORDER BY backs_constraint DESC, indisunique DESC, indisreplident DESC, indexrelid)
)
SELECT name, 'it answers nothing that ' || keeper || ' does not, and every write pays for both.'
       || CASE WHEN backs_constraint THEN ' Both back a constraint: drop the constraint that no foreign key needs.'
               WHEN relkind = 'I' THEN ' It is partitioned: DROP INDEX locks the table and its partitions.' ELSE '' END,
       CASE WHEN NOT backs_constraint AND relkind = 'i' THEN format('DROP INDEX CONCURRENTLY %s', name) END
FROM ranked
WHERE place > 1 AND NOT indisreplident
  AND (NOT indisunique OR keeper_is_strict AND nulls IS NOT DISTINCT FROM keeper_nulls)
