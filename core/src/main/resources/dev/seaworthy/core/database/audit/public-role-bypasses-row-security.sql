SELECT 'role ' || p.name, 'it is a public role, and ' || CASE WHEN r.rolsuper THEN 'a superuser' ELSE 'has BYPASSRLS' END
       || ': no policy holds for it.',
       format('ALTER ROLE %s%s NOBYPASSRLS', p.name, CASE WHEN r.rolsuper THEN ' NOSUPERUSER' ELSE '' END)
FROM public_role p JOIN pg_roles r USING (oid)
WHERE r.rolsuper OR r.rolbypassrls
