-- What all questions share. The parameters: see Scope. A part that a question does not name is not run.
WITH asked AS (
    SELECT ?::text[] AS roles, ?::text[] AS schemas, ?::date AS today,
           ?::interval AS statistics_age, ?::interval AS transaction_age
), ours AS (
    -- the schemas that are looked at
    SELECT n.oid, n.nspname, n.nspacl, n.nspowner
    FROM pg_namespace n, asked
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND (cardinality(asked.schemas) = 0 OR n.nspname = ANY (asked.schemas))
), extension_object AS (
    SELECT d.classid, d.objid FROM pg_depend d
    WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
), relation AS (
    SELECT c.oid, c.relname, c.relnamespace, c.relkind, c.relowner, c.relacl, c.relam, c.reltuples, c.relpages,
           c.relpersistence, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.reltoastrelid,
           n.nspname, format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
    WHERE NOT EXISTS (SELECT FROM extension_object e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid)
), routine AS (
    SELECT p.oid, p.proacl, p.proowner, p.prosecdef, p.proconfig, p.prorettype, n.nspname,
           format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name
    FROM pg_proc p JOIN ours n ON n.oid = p.pronamespace
    WHERE p.prosecdef
      AND NOT EXISTS (SELECT FROM extension_object e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid)
), public_role AS (
    -- has_table_privilege and its kin take 0 for PUBLIC
    SELECT 0::oid AS oid, 'PUBLIC' AS name
    UNION ALL
    SELECT r.oid, quote_ident(r.rolname) FROM pg_roles r, asked WHERE r.rolname = ANY (asked.roles)
), reachable AS (
    SELECT c.oid, string_agg(p.name, ', ' ORDER BY p.name) AS roles
    FROM relation c JOIN public_role p
      ON has_schema_privilege(p.oid, c.relnamespace, 'USAGE')
     AND (has_table_privilege(p.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
          OR has_any_column_privilege(p.oid, c.oid, 'SELECT, INSERT, UPDATE'))
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    GROUP BY c.oid
), policy AS (
    SELECT p.oid, p.polrelid, p.polname, p.polcmd, p.polpermissive, p.polroles, c.name AS table_name,
           format('%I on %s', p.polname, c.name) AS name,
           pg_get_expr(p.polqual, p.polrelid) AS using_text, pg_get_expr(p.polwithcheck, p.polrelid) AS check_text
    FROM pg_policy p JOIN relation c ON c.oid = p.polrelid
), index AS (
    SELECT i.*, c.relname, c.relkind, c.relispartition, c.relam, c.name, t.name AS table_name,
           EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) AS backs_constraint
    FROM pg_index i JOIN relation c ON c.oid = i.indexrelid JOIN relation t ON t.oid = i.indrelid
)
