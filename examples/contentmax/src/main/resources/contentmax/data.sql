INSERT INTO taxonomy_nodes (parent_id, name)
SELECT CASE WHEN n > 10 THEN (n - 1) / 10 END, 'Topic ' || n
FROM generate_series(1, 200) n;

INSERT INTO templates (name, body, is_active)
SELECT 'Template ' || n, 'Write about {{topic}} in the manner of template ' || n, n % 5 <> 0
FROM generate_series(1, 40) n;

INSERT INTO content (id, user_id, node_id, template_id, title, body, status, created_at)
SELECT md5('content' || n)::uuid, md5('user' || n % 25)::uuid, 1 + n % 200, 1 + n % 40, 'Title ' || n,
       repeat(md5(n::text) || ' ', 1 + n % 30), (ARRAY['draft', 'published', 'archived'])[1 + n % 3],
       timestamptz '2026-01-01 00:00+00' + n * interval '1 hour'
FROM generate_series(1, 5000) n;

INSERT INTO health_check (status) VALUES ('ok');
