CREATE TABLE taxonomy_nodes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id bigint REFERENCES taxonomy_nodes (id),
  name text NOT NULL
);

CREATE TABLE templates (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  body text NOT NULL,
  is_active boolean NOT NULL DEFAULT true
);

CREATE TABLE content (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  node_id bigint NOT NULL REFERENCES taxonomy_nodes (id),
  template_id bigint NOT NULL REFERENCES templates (id),
  title text NOT NULL,
  body text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'published', 'archived')),
  created_at timestamptz NOT NULL
);

CREATE TABLE health_check (
  status text NOT NULL
);
