package dev.seaworthy.core.database.audit;

import static dev.seaworthy.core.database.audit.Fault.FAILS;
import static dev.seaworthy.core.database.audit.Fault.mended;
import static dev.seaworthy.core.database.audit.Fault.reported;

import java.time.Instant;
import java.util.List;

/** One fault for each rule, with names that need their quotes. */
final class Faults {
    static final Instant TODAY = Instant.parse("2026-01-15T00:00:00Z");

    static final String ROLES = """
            DO $$ BEGIN
                CREATE ROLE audit_anon; CREATE ROLE audit_owner LOGIN; CREATE ROLE audit_group;
                GRANT audit_group TO audit_anon;
            EXCEPTION WHEN duplicate_object THEN NULL; END $$
            """;

    /** Rules whose fault belongs to a server or a connection: ServerRuleTest has them. */
    static final List<Rule> ELSEWHERE = List.of(
            Rule.SUPERUSER_CONNECTION,
            Rule.TLS_OFF,
            Rule.VERSION_END_OF_LIFE,
            Rule.MISSING_TIMEOUT,
            Rule.TRANSACTION_WRAPAROUND,
            Rule.PUBLIC_ROLE_BYPASSES_ROW_SECURITY,
            Rule.IDLE_IN_TRANSACTION,
            Rule.REPLICATION_SLOT_HOLDS_WAL,
            Rule.DANGEROUS_SETTING,
            Rule.CONNECTIONS_NEAR_LIMIT,
            Rule.TRUST_AUTHENTICATION,
            Rule.MD5_PASSWORD,
            Rule.VIEW_BYPASSES_ROW_SECURITY);

    static final List<Fault> ALL = List.of(
            mended(
                    Rule.TABLE_WITHOUT_ROW_SECURITY,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int)",
                    "CREATE TABLE \"My App\".guarded (id int)",
                    "CREATE TABLE \"My App\".unreachable (id int)",
                    "ALTER TABLE \"My App\".guarded ENABLE ROW LEVEL SECURITY",
                    "GRANT SELECT ON \"My App\".guarded TO audit_anon",
                    "GRANT UPDATE (id) ON \"My App\".\"Order\" TO audit_anon"),
            mended(
                    Rule.PARTITION_WITHOUT_ROW_SECURITY,
                    "\"My App\".\"Event 1\"",
                    "CREATE TABLE \"My App\".\"Event\" (id int) PARTITION BY LIST (id)",
                    "ALTER TABLE \"My App\".\"Event\" ENABLE ROW LEVEL SECURITY",
                    "CREATE TABLE \"My App\".\"Event 1\" PARTITION OF \"My App\".\"Event\" FOR VALUES IN (1)",
                    "CREATE TABLE \"My App\".event_2 PARTITION OF \"My App\".\"Event\" FOR VALUES IN (2)",
                    "GRANT SELECT ON ALL TABLES IN SCHEMA \"My App\" TO audit_anon",
                    "REVOKE SELECT ON \"My App\".event_2 FROM audit_anon"),
            mended(
                    Rule.POLICY_WITHOUT_ROW_SECURITY,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int)",
                    "CREATE TABLE \"My App\".other (id int)",
                    "CREATE POLICY \"Mine\" ON \"My App\".\"Order\" USING (id = 1)",
                    "CREATE POLICY \"Mine\" ON \"My App\".other USING (id = 1)",
                    "ALTER TABLE \"My App\".other ENABLE ROW LEVEL SECURITY"),
            mended(
                    Rule.POLICY_CALLS_FUNCTION_PER_ROW,
                    "\"Own \"\"rows\"\"\" on \"My App\".\"Order\"",
                    "CREATE FUNCTION \"My App\".\"Uid\"() RETURNS text STABLE LANGUAGE sql AS 'SELECT ''it''''s''::text'",
                    "CREATE FUNCTION \"My App\".fixed(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1'",
                    "CREATE TABLE \"My App\".\"Order\" (\"Owner\" text, other text)",
                    "CREATE POLICY \"Own \"\"rows\"\"\" ON \"My App\".\"Order\" USING (\"Owner\" = \"My App\".\"Uid\"() AND"
                            + " other <> 'auth.uid() it''s') WITH CHECK (\"Owner\" = current_setting('app.user', true))",
                    "CREATE POLICY quick ON \"My App\".\"Order\" USING (\"Owner\" = (SELECT \"My App\".\"Uid\"()) AND"
                            + " \"My App\".fixed(other) = lower('now()'))"),
            reported(
                    Rule.POLICY_CALLS_FUNCTION_PER_ROW,
                    "member on public.org",
                    "CREATE FUNCTION public.is_member(int) RETURNS bool STABLE LANGUAGE sql AS 'SELECT $1 = 1'",
                    "CREATE TABLE public.org (id int)",
                    "CREATE POLICY member ON public.org USING (public.is_member(id))"),
            mended(
                    Rule.FOREIGN_KEY_WITHOUT_INDEX,
                    "\"Order_Buyer_fkey\" on \"My App\".\"Order\"",
                    "CREATE TABLE public.buyer (id int PRIMARY KEY, other int, UNIQUE (id, other))",
                    "CREATE TABLE \"My App\".\"Order\" (\"Buyer\" int CONSTRAINT \"Order_Buyer_fkey\" REFERENCES"
                            + " public.buyer)",
                    "CREATE TABLE \"My App\".indexed (a int, b int, c int REFERENCES public.buyer,"
                            + " FOREIGN KEY (a, b) REFERENCES public.buyer (id, other))",
                    "CREATE INDEX ON \"My App\".indexed (b, a, c)",
                    "CREATE INDEX ON \"My App\".indexed (c) WHERE c IS NOT NULL",
                    "CREATE INDEX ON \"My App\".\"Order\" (\"Buyer\") WHERE \"Buyer\" > 5",
                    "CREATE INDEX ON \"My App\".\"Order\" USING brin (\"Buyer\")"),
            reported(
                    Rule.FOREIGN_KEY_WITHOUT_INDEX,
                    "event_buyer_fkey on public.event",
                    "CREATE TABLE public.buyer (id int PRIMARY KEY)",
                    "CREATE TABLE public.event (id int, buyer int CONSTRAINT event_buyer_fkey REFERENCES public.buyer)"
                            + " PARTITION BY LIST (id)",
                    "CREATE TABLE public.event_1 PARTITION OF public.event FOR VALUES IN (1)"),
            mended(
                    Rule.DUPLICATE_INDEX,
                    "\"My App\".\"Second\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int, name text UNIQUE)",
                    "CREATE INDEX first ON \"My App\".\"Order\" (id, lower(name)) WHERE id > 1",
                    "CREATE INDEX \"Second\" ON \"My App\".\"Order\" (id, lower(name)) WHERE id > 1",
                    "CREATE INDEX i1 ON \"My App\".\"Order\" (id, lower(name)) WHERE id > 2",
                    "CREATE INDEX i2 ON \"My App\".\"Order\" (id, lower(name) DESC) WHERE id > 1",
                    "CREATE INDEX i3 ON \"My App\".\"Order\" (id, upper(name)) WHERE id > 1",
                    "CREATE INDEX i4 ON \"My App\".\"Order\" (name text_pattern_ops)",
                    "CREATE INDEX i5 ON \"My App\".\"Order\" (name COLLATE \"C\")"),
            mended(
                    Rule.DUPLICATE_INDEX,
                    "public.a_plain_one",
                    "CREATE TABLE public.t (id int)",
                    "CREATE INDEX a_plain_one ON public.t (id)",
                    "ALTER TABLE public.t ADD PRIMARY KEY (id)"),
            reported(
                    Rule.DUPLICATE_INDEX,
                    "public.t_id_key",
                    "CREATE TABLE public.t (id int CONSTRAINT t_pkey PRIMARY KEY)",
                    "ALTER TABLE public.t ADD CONSTRAINT t_id_key UNIQUE (id)"),
            mended(
                    Rule.REDUNDANT_INDEX,
                    "\"My App\".\"Short\"",
                    "CREATE TABLE \"My App\".\"Order\" (a int, b text, c int, d int)",
                    "CREATE INDEX \"Short\" ON \"My App\".\"Order\" (a, b)",
                    "CREATE INDEX long ON \"My App\".\"Order\" (a, b, c)",
                    "CREATE INDEX i1 ON \"My App\".\"Order\" (a, b DESC)",
                    "CREATE INDEX i2 ON \"My App\".\"Order\" (a) INCLUDE (d)",
                    "CREATE INDEX i3 ON \"My App\".\"Order\" (a, b) WHERE c > 1",
                    "CREATE INDEX i4 ON \"My App\".\"Order\" (b, a)",
                    "CREATE UNIQUE INDEX i5 ON \"My App\".\"Order\" (a)"),
            reported(
                    Rule.UNUSED_INDEX,
                    "\"My App\".\"Idle\"",
                    "CREATE TABLE public.buyer (id int PRIMARY KEY)",
                    "CREATE TABLE \"My App\".\"Order\" (a int UNIQUE, b int REFERENCES public.buyer)",
                    "CREATE INDEX \"Idle\" ON \"My App\".\"Order\" (a, b)",
                    "CREATE INDEX ON \"My App\".\"Order\" (b)"),
            mended(
                            Rule.INVALID_INDEX,
                            "\"My App\".\"Once\"",
                            "CREATE TABLE \"My App\".\"Order\" AS SELECT 1 AS id, 2 AS other FROM generate_series(1, 2)",
                            "CREATE INDEX ON \"My App\".\"Order\" (other)",
                            FAILS + "CREATE UNIQUE INDEX CONCURRENTLY \"Once\" ON \"My App\".\"Order\" (id)")
                    .before("DELETE FROM \"My App\".\"Order\" WHERE ctid = '(0,1)'"),
            reported(
                    Rule.INVALID_INDEX,
                    "public.event_index",
                    "CREATE TABLE public.event (id int) PARTITION BY LIST (id)",
                    "CREATE TABLE public.event_1 PARTITION OF public.event FOR VALUES IN (1)",
                    "CREATE INDEX event_index ON ONLY public.event (id)"),
            mended(
                    Rule.LEFTOVER_INDEX,
                    "\"My App\".\"Once_ccnew1\"",
                    "CREATE TABLE \"My App\".\"Order\" AS SELECT 1 AS id FROM generate_series(1, 2)",
                    "CREATE INDEX valid_ccnew ON \"My App\".\"Order\" (id)",
                    FAILS + "CREATE UNIQUE INDEX CONCURRENTLY \"Once_ccnew1\" ON \"My App\".\"Order\" (id)"),
            mended(
                    Rule.TABLE_WITHOUT_PRIMARY_KEY,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (\"Id\" int NOT NULL, other int)",
                    "CREATE UNIQUE INDEX \"The Key\" ON \"My App\".\"Order\" (\"Id\")",
                    "CREATE UNIQUE INDEX a ON \"My App\".\"Order\" (other)",
                    "CREATE TABLE keyed (id int PRIMARY KEY)",
                    "CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY LIST (id)",
                    "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)"),
            reported(
                    Rule.TABLE_WITHOUT_PRIMARY_KEY,
                    "public.log",
                    "CREATE TABLE public.log (id int)",
                    "CREATE UNIQUE INDEX log_id ON public.log (id)"),
            mended(
                    Rule.SEQUENCE_NEAR_EXHAUSTION,
                    "\"My App\".\"Order_Id_seq\"",
                    "CREATE TABLE \"My App\".\"Order\" (\"Id\" serial)",
                    "CREATE TABLE \"My App\".other (id serial)",
                    "SELECT setval('\"My App\".\"Order_Id_seq\"', 1610612736)",
                    "SELECT setval('\"My App\".other_id_seq', 1610000000)"),
            mended(
                    Rule.SEQUENCE_NEAR_EXHAUSTION,
                    "public.wide",
                    "CREATE SEQUENCE public.wide",
                    "CREATE TABLE public.narrow (id int DEFAULT nextval('public.wide'))",
                    "SELECT setval('public.wide', 2000000000)",
                    "CREATE SEQUENCE public.round MAXVALUE 10 CYCLE",
                    "SELECT setval('public.round', 10)"),
            mended(
                    Rule.SEQUENCE_NEAR_EXHAUSTION,
                    "public.t_id_seq",
                    "CREATE TABLE public.t (id smallint GENERATED ALWAYS AS IDENTITY)",
                    "SELECT setval('public.t_id_seq', 32000)"),
            mended(
                    Rule.MATERIALIZED_OR_FOREIGN_REACHABLE,
                    "\"My App\".\"Sum\"",
                    "CREATE MATERIALIZED VIEW \"My App\".\"Sum\" AS SELECT 1 AS id",
                    "CREATE MATERIALIZED VIEW \"My App\".secret AS SELECT 1 AS id",
                    "GRANT SELECT ON \"My App\".\"Sum\" TO audit_group, PUBLIC"),
            mended(
                    Rule.SECURITY_DEFINER_WITHOUT_SEARCH_PATH,
                    "\"My App\".\"F\"(text)",
                    "CREATE FUNCTION \"My App\".\"F\"(text) RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'",
                    "CREATE FUNCTION \"My App\".g() RETURNS int SECURITY DEFINER SET search_path = '' LANGUAGE sql"
                            + " AS 'SELECT 1'",
                    "CREATE FUNCTION \"My App\".h() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
            mended(
                    Rule.SECURITY_DEFINER_REACHABLE,
                    "\"My App\".\"P\"(IN text)",
                    "CREATE PROCEDURE \"My App\".\"P\"(text) SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'",
                    "CREATE FUNCTION \"My App\".g() RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'",
                    "CREATE FUNCTION \"My App\".h() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "REVOKE EXECUTE ON FUNCTION \"My App\".g() FROM PUBLIC",
                    "GRANT EXECUTE ON PROCEDURE \"My App\".\"P\"(text) TO audit_anon"),
            reported(
                    Rule.ROW_SECURITY_WITHOUT_POLICY,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int)",
                    "CREATE TABLE \"My App\".other (id int)",
                    "CREATE POLICY mine ON \"My App\".other USING (id = 1)",
                    "ALTER TABLE \"My App\".\"Order\" ENABLE ROW LEVEL SECURITY",
                    "ALTER TABLE \"My App\".other ENABLE ROW LEVEL SECURITY"),
            reported(
                    Rule.POLICY_FOR_EVERYONE,
                    "\"All\" on \"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int)",
                    "CREATE POLICY \"All\" ON \"My App\".\"Order\" USING (id = 1)",
                    "CREATE POLICY \"Some\" ON \"My App\".\"Order\" TO audit_anon USING (id = 1)",
                    "CREATE POLICY \"Guard\" ON \"My App\".\"Order\" AS RESTRICTIVE USING (id = 1)"),
            reported(
                    Rule.POLICY_ALWAYS_TRUE,
                    "\"Any\" on \"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int)",
                    "CREATE POLICY \"Any\" ON \"My App\".\"Order\" FOR INSERT TO audit_anon WITH CHECK (true)",
                    "CREATE POLICY a ON \"My App\".\"Order\" FOR SELECT TO audit_anon USING (true)",
                    "CREATE POLICY b ON \"My App\".\"Order\" TO audit_anon USING (true) WITH CHECK (id = 1)",
                    "CREATE POLICY c ON \"My App\".\"Order\" TO audit_owner USING (true)"),
            reported(
                    Rule.POLICY_TRUSTS_USER_METADATA,
                    "\"Role\" on \"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id jsonb)",
                    "CREATE POLICY \"Role\" ON \"My App\".\"Order\" USING (id -> 'user_metadata' ->> 'role' = 'admin')",
                    "CREATE POLICY other ON \"My App\".\"Order\" USING (id -> 'app_metadata' ->> 'role' = 'admin')"),
            reported(
                    Rule.MULTIPLE_PERMISSIVE_POLICIES,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int)",
                    "CREATE POLICY \"One\" ON \"My App\".\"Order\" FOR SELECT USING (id = 1)",
                    "CREATE POLICY two ON \"My App\".\"Order\" TO audit_anon USING (id = 1)",
                    "CREATE TABLE \"My App\".other (id int)",
                    "CREATE POLICY a ON \"My App\".other FOR SELECT USING (id = 1)",
                    "CREATE POLICY b ON \"My App\".other FOR UPDATE USING (id = 1)",
                    "CREATE POLICY c ON \"My App\".other AS RESTRICTIVE FOR SELECT USING (id = 1)"),
            mended(
                    Rule.ROW_SECURITY_NOT_FORCED,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int)",
                    "CREATE TABLE \"My App\".other (id int)",
                    "CREATE POLICY a ON \"My App\".\"Order\" USING (id = 1)",
                    "CREATE POLICY a ON \"My App\".other USING (id = 1)",
                    "ALTER TABLE \"My App\".\"Order\" ENABLE ROW LEVEL SECURITY",
                    "ALTER TABLE \"My App\".other ENABLE ROW LEVEL SECURITY",
                    "ALTER TABLE \"My App\".\"Order\" OWNER TO audit_owner"),
            mended(
                    Rule.SCHEMA_WRITABLE_BY_PUBLIC,
                    "schema \"My App\"",
                    "GRANT CREATE ON SCHEMA \"My App\" TO PUBLIC, audit_anon"),
            mended(
                    Rule.PENDING_DETACH,
                    "\"My App\".\"Event 1\"",
                    "CREATE TABLE public.event (id int) PARTITION BY LIST (id)",
                    "CREATE TABLE \"My App\".\"Event 1\" PARTITION OF public.event FOR VALUES IN (1)",
                    "CREATE TABLE public.event_2 PARTITION OF public.event FOR VALUES IN (2)",
                    "UPDATE pg_inherits SET inhdetachpending = true"
                            + " WHERE inhrelid = '\"My App\".\"Event 1\"'::regclass"),
            reported(
                    Rule.DEFAULT_PARTITION_HOLDS_ROWS,
                    "\"My App\".\"Rest\"",
                    "CREATE TABLE public.event (id int) PARTITION BY LIST (id)",
                    "CREATE TABLE \"My App\".\"Rest\" PARTITION OF public.event DEFAULT",
                    "CREATE TABLE public.other (id int) PARTITION BY LIST (id)",
                    "CREATE TABLE public.other_rest PARTITION OF public.other DEFAULT",
                    "INSERT INTO public.event VALUES (1)"),
            mended(
                    Rule.TABLE_NEVER_ANALYZED,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" WITH (autovacuum_enabled = false) AS"
                            + " SELECT repeat('x', 100) FROM generate_series(1, 20000)",
                    "CREATE TABLE \"My App\".small WITH (autovacuum_enabled = false) AS SELECT 1"),
            mended(
                    Rule.TABLE_NEVER_ANALYZED,
                    "public.event",
                    "CREATE TABLE public.event (id int) PARTITION BY LIST (id)",
                    "CREATE TABLE public.event_1 PARTITION OF public.event FOR VALUES IN (1)",
                    "INSERT INTO public.event VALUES (1)",
                    "CREATE TABLE public.empty (id int) PARTITION BY LIST (id)"),
            mended(
                    Rule.TABLE_VACUUM_OVERDUE,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" WITH (autovacuum_enabled = false) AS"
                            + " SELECT g AS id FROM generate_series(1, 20000) g",
                    "CREATE TABLE \"My App\".other WITH (autovacuum_enabled = false) AS SELECT * FROM \"My App\".\"Order\"",
                    "DELETE FROM \"My App\".\"Order\" WHERE id > 100",
                    "DELETE FROM \"My App\".other WHERE id > 15000"),
            mended(
                    Rule.TABLE_VACUUM_OVERDUE,
                    "public.eager",
                    "CREATE TABLE public.eager (id int) WITH (autovacuum_enabled = false,"
                            + " autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 10)",
                    "CREATE TABLE public.patient (id int) WITH (autovacuum_enabled = false,"
                            + " autovacuum_vacuum_scale_factor = 0.9)",
                    "CREATE TABLE public.patient_too (id int) WITH (autovacuum_enabled = false,"
                            + " autovacuum_vacuum_threshold = 50000)",
                    "INSERT INTO public.eager SELECT generate_series(1, 100000)",
                    "INSERT INTO public.patient SELECT id FROM public.eager",
                    "INSERT INTO public.patient_too SELECT id FROM public.eager",
                    "ANALYZE public.eager, public.patient, public.patient_too",
                    "DELETE FROM public.eager WHERE id <= 12000",
                    "DELETE FROM public.patient WHERE id <= 60000",
                    "DELETE FROM public.patient_too WHERE id <= 90000"),
            mended(
                    Rule.AUTOVACUUM_DISABLED,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int) WITH (autovacuum_enabled = off)",
                    "CREATE TABLE \"My App\".other (id int) WITH (autovacuum_enabled = on)"),
            mended(
                    Rule.UNLOGGED_TABLE,
                    "\"My App\".\"Order\"",
                    "CREATE UNLOGGED TABLE \"My App\".\"Order\" (id int)",
                    "CREATE TABLE \"My App\".other (id int)"),
            mended(
                    Rule.CONSTRAINT_NOT_VALIDATED,
                    "\"Positive\" on \"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" (id int CHECK (id > 1))",
                    "ALTER TABLE \"My App\".\"Order\" ADD CONSTRAINT \"Positive\" CHECK (id > 0) NOT VALID"),
            reported(
                    Rule.COLUMN_BLOCKS_UPGRADE,
                    "\"My App\".\"Order\".\"Handler\"",
                    "CREATE TABLE \"My App\".\"Order\" (\"Handler\" regproc, of regclass, type regtype)"),
            mended(
                    Rule.EXTENSION_OUTDATED,
                    "extension pg_trgm",
                    "CREATE EXTENSION pg_trgm VERSION '1.3'",
                    "CREATE EXTENSION citext"),
            mended(
                    Rule.BLOATED_TABLE,
                    "\"My App\".\"Order\"",
                    "CREATE TABLE \"My App\".\"Order\" WITH (autovacuum_enabled = false) AS"
                            + " SELECT g AS id, 'x' AS name FROM generate_series(1, 1000) g",
                    "CREATE TABLE \"My App\".full WITH (autovacuum_enabled = false) AS SELECT * FROM \"My App\".\"Order\"",
                    "ANALYZE \"My App\".\"Order\", \"My App\".full",
                    "UPDATE pg_class SET relpages = 20000 WHERE oid = '\"My App\".\"Order\"'::regclass",
                    "UPDATE pg_class SET relpages = 12000 WHERE oid = '\"My App\".full'::regclass"));

    private Faults() {}
}
