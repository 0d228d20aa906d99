-- Twice the number of dead rows at which autovacuum should have come.
SELECT c.name,
       format('%s dead rows beside %s live ones, last vacuumed %s: autovacuum is off for it, too slow, or held back by an'
              || ' old transaction.', s.n_dead_tup, s.n_live_tup,
              coalesce(to_char(greatest(s.last_vacuum, s.last_autovacuum), 'YYYY-MM-DD HH24:MI'), 'never')),
       format('VACUUM (ANALYZE) %s', c.name), NULL
FROM relation c JOIN pg_stat_all_tables s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'm') AND NOT pg_is_in_recovery()
  AND s.n_dead_tup > 10000
  AND s.n_dead_tup > 2 * (current_setting('autovacuum_vacuum_threshold')::float8
                          + current_setting('autovacuum_vacuum_scale_factor')::float8 * s.n_live_tup)
UNION ALL
SELECT 'all tables', 'this is a standby, which does not count dead rows: ask the primary', NULL, 'UNSEEN'
WHERE pg_is_in_recovery()
