-- From 80 % on: of the server without what it reserves, and of the database where it has a limit of its own.
, used AS (
    SELECT 'the server' AS what, sum(numbackends) AS now,
           current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS top
    FROM pg_stat_database
    UNION ALL
    SELECT format('database %I', d.datname), s.numbackends, d.datconnlimit
    FROM pg_database d JOIN pg_stat_database s ON s.datid = d.oid
    WHERE d.datname = current_database() AND d.datconnlimit > 0
)
SELECT what, format('%s of %s connections are taken; the one after the last is refused. Pool them, or shrink the pools.',
                    now, top), NULL
FROM used WHERE now >= 0.8 * top
