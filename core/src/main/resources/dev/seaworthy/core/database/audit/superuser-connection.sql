SELECT format('role %I', current_user),
       'this connection is a superuser''s: no policy, no grant and no limit of connections holds for it, and an injected'
       || ' statement can run programs on the server. Applications need a role of their own.',
       NULL, NULL
FROM pg_roles WHERE rolname = current_user AND rolsuper
UNION ALL
SELECT format('role %I', r.rolname),
       count(*) || ' other sessions of this superuser in this database come over the network.', NULL, 'ADVICE'
FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
WHERE r.rolsuper AND a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.client_addr IS NOT NULL
GROUP BY r.rolname
UNION ALL
SELECT count(*) || ' other sessions of superusers', 'no right to see where they come from; missing: GRANT pg_read_all_stats',
       NULL, 'UNSEEN'
FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid
WHERE r.rolsuper AND a.datname = current_database() AND a.pid <> pg_backend_pid()
  AND NOT pg_has_role('pg_read_all_stats', 'USAGE') AND NOT pg_has_role(a.usesysid, 'USAGE')
HAVING count(*) > 0
