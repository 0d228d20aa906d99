-- Retained WAL over 1 GB is a warning; a slot that nobody uses is advice from the first byte on.
, slot AS (
    SELECT s.*, pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
                                s.restart_lsn) AS held
    FROM pg_replication_slots s WHERE NOT coalesce((to_jsonb(s) ->> 'synced')::boolean, false)
)
SELECT format('replication slot %I', slot_name),
       CASE WHEN wal_status = 'lost' THEN 'what it needs is gone: its replica has to be made anew.'
            ELSE format('%s of WAL is kept for it%s: the disk fills up until it is read or dropped. Dropped, its'
                        || ' replica can never catch up, and has to be made anew: ask first whether it is only restarting.',
                        pg_size_pretty(held), CASE WHEN active THEN '' ELSE ', and nobody reads it' END) END,
       CASE WHEN NOT active AND wal_status = 'lost' THEN format('SELECT pg_drop_replication_slot(%L)', slot_name) END,
       CASE WHEN wal_status IS DISTINCT FROM 'lost' AND held < 1073741824 THEN 'ADVICE' END
FROM slot
WHERE NOT active AND (restart_lsn IS NOT NULL OR wal_status = 'lost') OR held >= 1073741824
