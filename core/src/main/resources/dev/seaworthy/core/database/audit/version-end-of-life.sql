-- The last release of each major: https://www.postgresql.org/support/versioning/
, final(major, day) AS (VALUES
    (0, date '2021-11-11'), (10, '2022-11-10'), (11, '2023-11-09'), (12, '2024-11-14'), (13, '2025-11-13'),
    (14, '2026-11-12'), (15, '2027-11-11'), (16, '2028-11-09'), (17, '2029-11-08'), (18, '2030-11-14')
), running AS (
    SELECT max(f.major) AS major FROM final f WHERE f.major <= current_setting('server_version_num')::int / 10000
)
SELECT 'PostgreSQL ' || current_setting('server_version'),
       CASE WHEN f.day < asked.today THEN 'its last release was on ' || f.day || ': holes found since then stay open.'
            ELSE 'its last release will be on ' || f.day || ': plan the upgrade.' END,
       NULL, CASE WHEN f.day < asked.today THEN 'CRITICAL' END
FROM final f JOIN running USING (major), asked
WHERE f.day < asked.today + interval '6 months'
  AND current_setting('server_version_num')::int / 10000 <= (SELECT max(major) FROM final)
