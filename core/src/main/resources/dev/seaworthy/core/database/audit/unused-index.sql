, counted AS (
    SELECT coalesce(d.stats_reset, pg_postmaster_start_time()) AS since, pg_is_in_recovery() AS standby
    FROM pg_stat_database d WHERE d.datname = current_database()
), quiet AS (
    -- one that a foreign key leans on is of use when a row is deleted over there, which may be rare
    SELECT i.* FROM index i
    WHERE i.relkind = 'i' AND i.indisvalid AND NOT i.indisunique AND NOT i.indisexclusion AND NOT i.backs_constraint
      AND NOT i.relispartition AND NOT i.indisreplident AND pg_stat_get_numscans(i.indexrelid) = 0
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = i.indrelid
                      AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
      -- nor one that is to stand in for another that is used
      AND i.name NOT IN (SELECT d.keeper FROM duplicate d WHERE d.scans > 0 UNION ALL
                         SELECT r.keeper FROM redundant r WHERE r.scans > 0)
)
SELECT q.name,
       format('not used once since %s, or since it was made, if that is later (%s on disk), and every write of %s pays for it. Reads on a replica are counted'
              || ' there, not here: look there first.', to_char(counted.since, 'YYYY-MM-DD'),
              pg_size_pretty(pg_relation_size(q.indexrelid)), q.table_name),
       NULL, NULL
FROM quiet q, counted, asked
WHERE NOT counted.standby AND counted.since <= now() - asked.statistics_age
UNION ALL
SELECT 'all indexes',
       CASE WHEN standby THEN 'this is a standby, which counts its own reads alone: ask the primary'
            ELSE format('the server has counted since %s, which is less than %s days',
                        to_char(since, 'YYYY-MM-DD HH24:MI'),
                        round(extract(epoch FROM asked.statistics_age) / 86400, 1)) END,
       NULL, 'UNSEEN'
FROM counted, asked WHERE standby OR since > now() - asked.statistics_age
