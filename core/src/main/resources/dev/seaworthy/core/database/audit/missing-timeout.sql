-- reset_val: what a new connection of this role has, whatever the audit has set.
SELECT format('role %I in database %I', current_user, current_database()),
       s.name || ' is off: ' || CASE s.name
           WHEN 'statement_timeout' THEN 'one slow query holds its connection and its locks for ever.'
           WHEN 'lock_timeout' THEN 'a statement that waits for a lock makes all behind it wait for ever.'
           ELSE 'a client that hangs in a transaction keeps its locks and holds back vacuum for ever.' END,
       format('ALTER ROLE %I IN DATABASE %I SET %I = %L', current_user, current_database(), s.name,
              CASE s.name WHEN 'lock_timeout' THEN '5s' WHEN 'statement_timeout' THEN '30s' ELSE '60s' END),
       CASE s.name WHEN 'lock_timeout' THEN 'ADVICE' END
FROM pg_settings s
WHERE s.name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') AND s.reset_val = '0'
  AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = current_user AND r.rolsuper)
