, bad(name, value, severity, why) AS (VALUES
    ('fsync', 'off', 'CRITICAL', 'after a crash of the machine the database may be destroyed.'),
    ('full_page_writes', 'off', 'CRITICAL', 'after a crash of the machine pages may be torn, and no repair knows.'),
    ('zero_damaged_pages', 'on', 'CRITICAL', 'a damaged page is overwritten with nothing.'),
    ('ignore_checksum_failure', 'on', 'CRITICAL', 'damage is read as if it were data.'),
    ('password_encryption', 'md5', 'WARNING', 'a new password is stored as MD5, which is stolen as good as the password.'),
    ('autovacuum', 'off', 'WARNING', 'tables bloat, and the end of the transaction ids draws near.'),
    ('track_counts', 'off', 'WARNING', 'autovacuum does not see what to do.'),
    ('row_security', 'off', 'WARNING', 'queries that a policy would filter fail.'),
    ('synchronous_commit', 'off', 'ADVICE', 'the last commits before a crash are lost.'),
    ('data_checksums', 'off', 'ADVICE', 'damage of the disk is not noticed. pg_checksums --enable, while the server is down.')
)
SELECT format('%I = %s', s.name, s.setting), bad.why,
       CASE s.source
           WHEN 'configuration file' THEN format(E'ALTER SYSTEM SET %I = %L;\nSELECT pg_reload_conf()', s.name, s.boot_val)
           WHEN 'database' THEN format('ALTER DATABASE %I RESET %I', current_database(), s.name)
           WHEN 'user' THEN format('ALTER ROLE %I RESET %I', session_user, s.name)
           WHEN 'database user' THEN format('ALTER ROLE %I IN DATABASE %I RESET %I', session_user, current_database(), s.name)
       END, bad.severity
FROM pg_settings s JOIN bad ON bad.name = s.name AND bad.value = s.setting
