-- Past 2^31 the server takes no more writes. Autovacuum freezes from autovacuum_freeze_max_age on: twice that is late.
, age AS (
    SELECT d.datname, unit.name, unit.age, unit.setting, unit.age > 1200000000 AS near
    FROM pg_database d
    CROSS JOIN LATERAL (VALUES
        ('transaction ids', age(d.datfrozenxid), current_setting('autovacuum_freeze_max_age')::bigint),
        ('multixact ids', mxid_age(d.datminmxid), current_setting('autovacuum_multixact_freeze_max_age')::bigint)
    ) AS unit(name, age, setting)
)
SELECT format('database %I', datname),
       format('its oldest %s are %s old, of the 2147483648 at which the server refuses to write; autovacuum should have'
              || ' frozen them at %s. Look first for an old transaction, a prepared one or a slot that holds it back. To'
              || ' be run in that database.', name, age, setting),
       'VACUUM (FREEZE)', CASE WHEN near THEN 'CRITICAL' ELSE 'WARNING' END
FROM age WHERE near OR age > least(2 * setting, 1000000000)
