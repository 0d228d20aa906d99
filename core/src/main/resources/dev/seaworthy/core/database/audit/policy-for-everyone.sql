SELECT p.name, 'it names no role (TO ...), so it is judged for each role, PUBLIC''s strangers too. Say whom it is for:'
       || ' ALTER POLICY ... TO role.', NULL
FROM policy p WHERE p.polroles = '{0}' AND p.polpermissive
