package dev.seaworthy.core.database.audit;

import static dev.seaworthy.core.database.audit.Severity.ADVICE;
import static dev.seaworthy.core.database.audit.Severity.CRITICAL;
import static dev.seaworthy.core.database.audit.Severity.WARNING;

import java.util.Locale;

/**
 * What is looked for. What PostgreSQL or an extension owns is passed over.
 *
 * <p>The catalog doesn't tell what is meant, so that these never have a fix: {@link #UNUSED_INDEX},
 * {@link #SUPERUSER_CONNECTION}, {@link #TLS_OFF}, {@link #VERSION_END_OF_LIFE}, {@link #ROW_SECURITY_WITHOUT_POLICY},
 * {@link #POLICY_FOR_EVERYONE}, {@link #POLICY_ALWAYS_TRUE}, {@link #POLICY_TRUSTS_USER_METADATA},
 * {@link #MULTIPLE_PERMISSIVE_POLICIES}, {@link #DEFAULT_PARTITION_HOLDS_ROWS}, {@link #COLUMN_BLOCKS_UPGRADE},
 * {@link #CONNECTIONS_NEAR_LIMIT}, {@link #TRUST_AUTHENTICATION}, {@link #MD5_PASSWORD}. Others have none where it
 * would fail or change what something means, and say why.
 */
public enum Rule {
    /** A table without row-level security that PUBLIC or a public role has a right on. */
    TABLE_WITHOUT_ROW_SECURITY(CRITICAL),
    /** The same of a partition whose parent has row-level security. */
    PARTITION_WITHOUT_ROW_SECURITY(CRITICAL),
    /** Policies that are not in force. */
    POLICY_WITHOUT_ROW_SECURITY(CRITICAL),
    /** A call of a STABLE or VOLATILE function that is not in a sub-select of its own. */
    POLICY_CALLS_FUNCTION_PER_ROW(WARNING),
    /** A foreign key whose columns lead no index. */
    FOREIGN_KEY_WITHOUT_INDEX(WARNING),
    /** An index that another one equals in all that it can answer; the one that has a duty, or is used more, stays. */
    DUPLICATE_INDEX(WARNING),
    /** A B-tree whose columns are the first ones of another. */
    REDUNDANT_INDEX(ADVICE),
    /**
     * An index that was not used since the server counts, which must be {@link DatabaseAudit.Builder#statisticsAge}. It
     * has no fix: what is rare, or reads a replica, may need it.
     */
    UNUSED_INDEX(ADVICE),
    /** An index that was left half-built or half-dropped, or that misses a partition; one in work is passed over. */
    INVALID_INDEX(WARNING),
    /** What a REINDEX CONCURRENTLY that died has left: {@code …_ccnew}, {@code …_ccold}. */
    LEFTOVER_INDEX(WARNING),
    TABLE_WITHOUT_PRIMARY_KEY(ADVICE),
    /** 75 % of the numbers used up, of the sequence or of the column that it feeds; critical from 90 % on. */
    SEQUENCE_NEAR_EXHAUSTION(WARNING),
    /** Twice the age at which autovacuum freezes, or a thousand million ids; critical from 1.2 thousand million on. */
    TRANSACTION_WRAPAROUND(WARNING),
    /** By estimate, over 100 MB and over half of a table hold no row. */
    BLOATED_TABLE(ADVICE),
    /** No statement_timeout, lock_timeout or idle_in_transaction_session_timeout for the role of the connection. */
    MISSING_TIMEOUT(WARNING),
    /** The role of the connection is a superuser; advice where other sessions of this database are one's. */
    SUPERUSER_CONNECTION(WARNING),
    /** The connection comes over the network without TLS; advice where it comes from the same machine. */
    TLS_OFF(WARNING),
    /** The last release of the major version is past (critical), or will be within six months. */
    VERSION_END_OF_LIFE(WARNING),
    /** A view that a public role reads, with its owner's rights, over a table with row-level security. */
    VIEW_BYPASSES_ROW_SECURITY(CRITICAL),
    /** A materialized view or a foreign table, which can have no policies, that a public role can reach. */
    MATERIALIZED_OR_FOREIGN_REACHABLE(WARNING),
    /** A SECURITY DEFINER routine that finds names by the search_path of its caller. */
    SECURITY_DEFINER_WITHOUT_SEARCH_PATH(WARNING),
    /** A SECURITY DEFINER routine that a public role can call. */
    SECURITY_DEFINER_REACHABLE(WARNING),
    /** A table that hides every row. */
    ROW_SECURITY_WITHOUT_POLICY(ADVICE),
    /** A permissive policy without TO. */
    POLICY_FOR_EVERYONE(ADVICE),
    /** A permissive policy that lets a public role change every row. */
    POLICY_ALWAYS_TRUE(WARNING),
    /** A policy that reads user_metadata, which Supabase lets the user write. */
    POLICY_TRUSTS_USER_METADATA(CRITICAL),
    /** Several permissive policies for one role and command. */
    MULTIPLE_PERMISSIVE_POLICIES(ADVICE),
    /** A table whose owner can log in and passes by its policies. */
    ROW_SECURITY_NOT_FORCED(ADVICE),
    /** A public role that is a superuser or has BYPASSRLS. */
    PUBLIC_ROLE_BYPASSES_ROW_SECURITY(CRITICAL),
    /** A schema in which PUBLIC or a public role can create. */
    SCHEMA_WRITABLE_BY_PUBLIC(WARNING),
    /** A DETACH PARTITION CONCURRENTLY that was not finished. */
    PENDING_DETACH(WARNING),
    /** A DEFAULT partition with pages. */
    DEFAULT_PARTITION_HOLDS_ROWS(WARNING),
    /** A table over 1 MB, or a partitioned one with any rows, that was never analyzed. */
    TABLE_NEVER_ANALYZED(ADVICE),
    /** Over 10,000 dead rows, and twice as many as should have called autovacuum, by the parameters of the table. */
    TABLE_VACUUM_OVERDUE(WARNING),
    /** A table with autovacuum_enabled = false. */
    AUTOVACUUM_DISABLED(WARNING),
    /** A session that idles in a transaction of {@link DatabaseAudit.Builder#transactionAge} or older. */
    IDLE_IN_TRANSACTION(WARNING),
    /** A slot that nobody reads (advice), or that keeps 1 GB of WAL or more, or has lost what it needs. */
    REPLICATION_SLOT_HOLDS_WAL(WARNING),
    UNLOGGED_TABLE(ADVICE),
    /** A NOT VALID constraint. */
    CONSTRAINT_NOT_VALIDATED(ADVICE),
    /** A column of a reg* type that pg_upgrade refuses. */
    COLUMN_BLOCKS_UPGRADE(ADVICE),
    /** An extension older than the one that the server brings. */
    EXTENSION_OUTDATED(ADVICE),
    /** A setting by which data is lost, damage is hidden, or vacuum stops. */
    DANGEROUS_SETTING(WARNING),
    /** 80 % of the connections taken, of the server or of the limit of the database. */
    CONNECTIONS_NEAR_LIMIT(WARNING),
    /** A line of pg_hba.conf for the network with trust (advice for this machine alone), password or md5. */
    TRUST_AUTHENTICATION(CRITICAL),
    /** A role that can log in and whose password is stored as MD5. */
    MD5_PASSWORD(WARNING);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    /** Of its findings, where a finding doesn't say otherwise. */
    public Severity severity() {
        return severity;
    }

    /** As the report prints it: {@code table-without-row-security}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
