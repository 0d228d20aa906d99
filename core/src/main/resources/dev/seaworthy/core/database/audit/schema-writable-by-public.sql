SELECT format('schema %I', n.nspname),
       string_agg(p.name, ', ' ORDER BY p.name) || ' can create in it: a function of a stranger can stand in the way of'
       || ' yours (CVE-2018-1058).' || v.note,
       format('REVOKE CREATE ON SCHEMA %I FROM ', n.nspname) || v.grantees
FROM ours n
JOIN public_role p ON has_schema_privilege(p.oid, n.oid, 'CREATE')
JOIN revocation v ON v.kind = 'n' AND v.oid = n.oid
GROUP BY n.nspname, v.note, v.grantees
