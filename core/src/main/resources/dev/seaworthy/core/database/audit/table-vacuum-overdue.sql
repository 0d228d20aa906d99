-- Twice the number of dead rows at which autovacuum should have come, by the table's own parameters or the server's.
, called AS (
    SELECT c.oid, c.name, own.off, s.n_dead_tup, s.n_live_tup, greatest(s.last_vacuum, s.last_autovacuum) AS last,
           coalesce(own.threshold, current_setting('autovacuum_vacuum_threshold')::float8)
           + coalesce(own.scale, current_setting('autovacuum_vacuum_scale_factor')::float8) * greatest(c.reltuples, 0) AS at,
           coalesce(own.top, current_setting('autovacuum_vacuum_max_threshold', true)::float8) AS top
    FROM relation c
    JOIN pg_stat_all_tables s ON s.relid = c.oid
    CROSS JOIN LATERAL (
        SELECT bool_or(o.option_name = 'autovacuum_enabled' AND NOT CASE o.option_name
                   WHEN 'autovacuum_enabled' THEN o.option_value::boolean END) AS off,
               max(o.option_value) FILTER (WHERE o.option_name = 'autovacuum_vacuum_threshold')::float8 AS threshold,
               max(o.option_value) FILTER (WHERE o.option_name = 'autovacuum_vacuum_scale_factor')::float8 AS scale,
               max(o.option_value) FILTER (WHERE o.option_name = 'autovacuum_vacuum_max_threshold')::float8 AS top
        FROM pg_options_to_table(c.reloptions) o) own
    WHERE c.relkind IN ('r', 'm') AND NOT pg_is_in_recovery()
)
SELECT name,
       format('%s dead rows beside %s live ones, last vacuumed %s: autovacuum is %s.', n_dead_tup, n_live_tup,
              coalesce(to_char(last, 'YYYY-MM-DD HH24:MI'), 'never'),
              CASE WHEN off THEN 'off for it' ELSE 'too slow, or held back by a lock or an old transaction' END),
       format('VACUUM (ANALYZE) %s', name), NULL
FROM called
WHERE n_dead_tup > 10000 AND n_dead_tup > 2 * CASE WHEN top >= 0 THEN least(at, top) ELSE at END
UNION ALL
SELECT 'all tables', 'this is a standby, which does not count dead rows: ask the primary', NULL, 'UNSEEN'
WHERE pg_is_in_recovery()
