-- Never the text of its query. A session whose state one may not see has none.
SELECT format('session %s of %I in %I', a.pid, a.usename, a.datname),
       format('a transaction that has been open since %s and does nothing: it keeps its locks, and vacuum can remove no'
              || ' row that died since.', to_char(a.xact_start, 'YYYY-MM-DD HH24:MI:SS TZ')),
       format('SELECT pg_terminate_backend(%s)', a.pid), NULL
FROM pg_stat_activity a, asked
WHERE a.state LIKE 'idle in transaction%' AND a.xact_start <= now() - asked.transaction_age
  AND a.pid <> pg_backend_pid()
UNION ALL
SELECT count(*) || ' sessions of other roles', 'no right to see what they do; missing: GRANT pg_read_all_stats', NULL, 'UNSEEN'
FROM pg_stat_activity a
WHERE a.usesysid IS NOT NULL AND a.state IS NULL AND NOT pg_has_role('pg_read_all_stats', 'USAGE')
  AND NOT pg_has_role(a.usesysid, 'USAGE')
HAVING count(*) > 0
