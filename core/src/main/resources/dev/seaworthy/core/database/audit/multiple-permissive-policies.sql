-- For each role that a policy names; 0, everyone, counts for each.
, command(polcmd, word) AS (VALUES ('r', 'SELECT'), ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE')
), role AS (SELECT DISTINCT p.polrelid, r.oid FROM policy p CROSS JOIN LATERAL unnest(p.polroles) r(oid) WHERE p.polpermissive
), met AS (
    SELECT role.polrelid, role.oid, c.word, p.table_name, string_agg(quote_ident(p.polname), ', ' ORDER BY p.polname) AS names
    FROM role CROSS JOIN command c
    JOIN policy p ON p.polrelid = role.polrelid AND p.polpermissive AND p.polcmd::text IN (c.polcmd, '*')
     AND (p.polroles @> ARRAY[0::oid] OR p.polroles @> ARRAY[role.oid])
    GROUP BY role.polrelid, role.oid, c.word, p.table_name HAVING count(*) > 1
)
SELECT m.table_name,
       'for ' || CASE m.oid WHEN 0 THEN 'everyone' ELSE m.oid::regrole::text END || ', each row of a '
       || string_agg(m.word, ', ' ORDER BY m.word) || ' is judged by several policies (' || m.names
       || '): one policy with OR says the same and is easier to read.', NULL
FROM met m
WHERE m.oid = 0 OR NOT EXISTS (SELECT FROM met e WHERE e.polrelid = m.polrelid AND e.oid = 0
                               AND e.word = m.word AND e.names = m.names)
GROUP BY m.table_name, m.oid, m.names
