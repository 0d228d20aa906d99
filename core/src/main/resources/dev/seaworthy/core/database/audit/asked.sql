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
           i.indexrelid IN (SELECT k.conindid FROM pg_constraint k) AS backs_constraint,
           to_jsonb(i) ->> 'indnullsnotdistinct' AS nulls, pg_get_expr(i.indpred, i.indrelid) AS predicate,
           format('%s %s %s %s %s %s %s %s %s %s', i.indrelid, c.relam, i.indnkeyatts, i.indkey, i.indclass,
                  i.indcollation, i.indoption, pg_get_expr(i.indexprs, i.indrelid), pg_get_expr(i.indpred, i.indrelid),
                  (SELECT string_agg(a.attnum || a.attoptions::text, ' ' ORDER BY a.attnum) FROM pg_attribute a
                   WHERE a.attrelid = i.indexrelid AND a.attoptions IS NOT NULL)) AS meaning
    FROM pg_index i JOIN relation c ON c.oid = i.indexrelid JOIN relation t ON t.oid = i.indrelid
), ranked_index AS (
    -- Of those of one meaning, which is all that decides what an index can answer, place 1 stays: what has a duty to a
    -- constraint, the index of a partitioned table, uniqueness or replication; then what is used most.
    SELECT alike.*, row_number() OVER worth AS place, first_value(name) OVER worth AS keeper,
           first_value(indisunique AND indimmediate) OVER worth AS keeper_is_strict, first_value(nulls) OVER worth AS keeper_nulls
    FROM (SELECT i.*, pg_stat_get_numscans(i.indexrelid) AS scans
          FROM index i WHERE i.indisvalid AND i.indisready AND i.indislive) alike
    WINDOW worth AS (PARTITION BY meaning
                     ORDER BY indisprimary DESC, backs_constraint DESC, relispartition DESC, indisunique DESC,
                              indisreplident DESC, indisclustered DESC, scans DESC, indexrelid)
), duplicate AS (
    SELECT * FROM ranked_index
    WHERE place > 1 AND NOT indisreplident AND NOT relispartition
      AND (NOT indisunique OR keeper_is_strict AND nulls IS NOT DISTINCT FROM keeper_nulls)
), redundant AS (
    -- B-trees of columns alone: the small one is the beginning of a big one, with the same order and operators. The
    -- longest of those that stay is no beginning itself.
    SELECT small.indexrelid, small.name, small.relkind, small.scans,
           (array_agg(big.name ORDER BY big.indnkeyatts DESC, big.name))[1] AS keeper
    FROM ranked_index small JOIN ranked_index big
      ON big.indrelid = small.indrelid AND big.relam = small.relam AND big.indnkeyatts > small.indnkeyatts
     AND big.indexprs IS NULL AND big.predicate IS NOT DISTINCT FROM small.predicate
     AND (big.indkey::int2[])[0:small.indnkeyatts - 1] = (small.indkey::int2[])[0:small.indnkeyatts - 1]
     AND (big.indclass::oid[])[0:small.indnkeyatts - 1] = (small.indclass::oid[])[0:small.indnkeyatts - 1]
     AND (big.indcollation::oid[])[0:small.indnkeyatts - 1] = (small.indcollation::oid[])[0:small.indnkeyatts - 1]
     AND (big.indoption::int2[])[0:small.indnkeyatts - 1] = (small.indoption::int2[])[0:small.indnkeyatts - 1]
     AND big.indkey::int2[] @> small.indkey::int2[]
    WHERE small.indexprs IS NULL AND small.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
      AND NOT small.indisunique AND NOT small.backs_constraint AND NOT small.indisreplident AND NOT small.relispartition
      AND small.indexrelid NOT IN (SELECT d.indexrelid FROM duplicate d)
      AND big.indexrelid NOT IN (SELECT d.indexrelid FROM duplicate d)
    GROUP BY small.indexrelid, small.name, small.relkind, small.scans
), in_work AS (
    -- Invalid indexes that a session builds or drops right now. Everybody sees who builds, but not what; and all locks: a
    -- build locks the table, and what rebuilds or drops an index locks the index too.
    SELECT i.indexrelid FROM pg_index i
    WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) AND EXISTS (
        SELECT FROM pg_locks l
        WHERE l.locktype = 'relation' AND l.granted
          AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
          AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
          AND (l.relation = i.indexrelid
               OR l.relation = i.indrelid AND l.pid IN (SELECT b.pid FROM pg_stat_progress_create_index b)))
), guarded_by_grants(kind, oid, owner, grantee, grantor) AS (
    -- materialized views and foreign tables (r, with grants on columns), routines (f), schemas that one can create in (n);
    -- the owner always counts as one who was granted it
    SELECT 'r', c.oid, c.relowner, a.grantee, a.grantor
    FROM relation c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))
                                || makeaclitem(c.relowner, c.relowner, 'SELECT', false)) a
    WHERE c.relkind IN ('m', 'f')
    UNION ALL
    SELECT 'r', c.oid, c.relowner, a.grantee, a.grantor
    FROM relation c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a WHERE c.relkind IN ('m', 'f')
    UNION ALL
    SELECT 'f', r.oid, r.proowner, a.grantee, a.grantor
    FROM routine r, aclexplode(coalesce(r.proacl, acldefault('f', r.proowner))
                               || makeaclitem(r.proowner, r.proowner, 'EXECUTE', false)) a
    UNION ALL
    SELECT 'n', n.oid, n.nspowner, a.grantee, a.grantor
    FROM ours n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))
                            || makeaclitem(n.nspowner, n.nspowner, 'CREATE', false)) a
    WHERE a.privilege_type = 'CREATE'
), revocation AS (
    -- from whom to take it, so that no public role has it any more; no grantees where a REVOKE would not do
    SELECT g.kind, g.oid,
           CASE WHEN NOT (owns.it OR bool_or(met.it AND (g.grantor <> g.owner OR onward.it)))
                THEN string_agg(DISTINCT named.grantee, ', ') FILTER (WHERE met.it) END AS grantees,
           CASE WHEN owns.it
                THEN ' It comes with ownership, with a role of PostgreSQL, or with being a superuser: no REVOKE takes that away.'
                WHEN bool_or(met.it AND g.grantor <> g.owner)
                THEN ' ' || string_agg(DISTINCT g.grantor::regrole::text, ', ') FILTER (WHERE met.it AND g.grantor <> g.owner)
                     || ' granted it, and has to revoke it.'
                WHEN bool_or(met.it AND onward.it)
                THEN ' It was granted on to others: REVOKE ... CASCADE takes it from them too.'
                ELSE coalesce(' The grant is to ' || string_agg(DISTINCT named.grantee, ', ') FILTER (WHERE met.it AND named.other)
                              || ', whose other members lose it too.', '') END AS note
    FROM guarded_by_grants g
    CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM public_role p WHERE g.grantee IN (0, p.oid) OR p.oid <> 0 AND pg_has_role(p.oid, g.grantee, 'USAGE')) AS it) met
    CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM public_role p WHERE p.oid <> 0 AND (pg_has_role(p.oid, g.owner, 'USAGE')
            OR g.kind = 'r' AND (pg_has_role(p.oid, 'pg_read_all_data', 'USAGE')
                             OR pg_has_role(p.oid, 'pg_write_all_data', 'USAGE')))) AS it) owns
    CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM guarded_by_grants o WHERE o.kind = g.kind AND o.oid = g.oid AND o.grantor = g.grantee
                                          AND o.grantor <> g.owner) AS it) onward
    CROSS JOIN LATERAL (SELECT CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END AS grantee,
                               g.grantee NOT IN (SELECT p.oid FROM public_role p) AS other) named
    GROUP BY g.kind, g.oid, owns.it
)
