-- reset_val: what a new connection of this role has, whatever the audit has set.
SELECT format('role %I in database %I', current_user, current_database()),
       s.name || ' is off: ' || CASE s.name
           WHEN 'statement_timeout' THEN 'one slow query holds its connection and its locks for ever. From the fix on, what'
               || ' takes longer is ended: give reports, migrations, dumps and index builds of this role a SET of their own.'
           WHEN 'lock_timeout' THEN 'a statement that waits for a lock makes all behind it wait for ever. From the fix on, it'
               || ' fails instead: whoever runs it must be able to try again.'
           ELSE 'a client that hangs in a transaction keeps its locks and holds back vacuum for ever. From the fix on, a'
               || ' transaction that waits longer for its client (for a remote call, say) loses its connection.' END
       || ' It holds for connections made after it.',
       format('ALTER ROLE %I IN DATABASE %I SET %I = %L', current_user, current_database(), s.name,
              CASE s.name WHEN 'lock_timeout' THEN '5s' WHEN 'statement_timeout' THEN '30s' ELSE '60s' END),
       CASE s.name WHEN 'lock_timeout' THEN 'ADVICE' END
FROM pg_settings s
WHERE s.name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') AND s.reset_val = '0'
  AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = current_user AND r.rolsuper)
