SELECT format('schema %I', n.nspname),
       string_agg(p.name, ', ' ORDER BY p.name) || ' can create in it: a function of a stranger can stand in the way of'
       || ' yours (CVE-2018-1058).',
       format('REVOKE CREATE ON SCHEMA %I FROM %s', n.nspname, string_agg(p.name, ', ' ORDER BY p.name))
FROM ours n JOIN public_role p ON has_schema_privilege(p.oid, n.oid, 'CREATE')
GROUP BY n.nspname
