-- An estimate from statistics: rows times their average width (header and alignment: 28 bytes a row) against the pages.
, width AS (
    SELECT s.schemaname, s.tablename, sum((1 - s.null_frac) * s.avg_width) + 28 AS bytes, count(*) AS columns
    FROM pg_stats s WHERE NOT s.inherited GROUP BY s.schemaname, s.tablename
), estimate AS (
    SELECT c.oid, c.name, c.relpages::bigint * current_setting('block_size')::bigint AS size,
           c.reltuples * w.bytes / coalesce((SELECT o.option_value::numeric / 100 FROM pg_options_to_table(c.reloptions) o
                                             WHERE o.option_name = 'fillfactor'), 1)::float8 AS needed,
           w.columns = (SELECT count(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                        AND NOT a.attisdropped) AS seen
    FROM relation c LEFT JOIN width w ON w.schemaname = c.nspname AND w.tablename = c.relname
    WHERE c.relkind = 'r' AND c.reltuples >= 0
)
SELECT name,
       format('by estimate %s of its %s hold no row: reads and backups pay for them. New rows will fill them; the fix'
              || ' gives them back, but locks the table against reads too for as long as it copies (pg_repack does'
              || ' not).', pg_size_pretty((size - needed)::numeric), pg_size_pretty(size)),
       format('VACUUM (FULL, ANALYZE) %s', name), NULL
FROM estimate WHERE seen AND size - needed > 100 * 1048576 AND needed < 0.5 * size
UNION ALL
SELECT count(*) || ' tables', 'over 100 MB, and no statistics to be seen: no right to read them, or never analysed',
       NULL, 'UNSEEN'
FROM estimate WHERE seen IS NOT TRUE AND size > 100 * 1048576 HAVING count(*) > 0
