package dev.seaworthy.core.database.postgres;

/**
 * What a statement locks a table for, weakest first (PostgreSQL documentation, "Explicit Locking", table-level locks).
 */
public enum LockMode {
    NONE("none"),
    ACCESS_SHARE("ACCESS SHARE"),
    ROW_SHARE("ROW SHARE"),
    ROW_EXCLUSIVE("ROW EXCLUSIVE"),
    SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE"),
    SHARE("SHARE"),
    SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE"),
    EXCLUSIVE("EXCLUSIVE"),
    ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE");

    private final String sql;

    LockMode(String sql) {
        this.sql = sql;
    }

    /** As PostgreSQL spells it: {@code SHARE UPDATE EXCLUSIVE}. */
    public String sql() {
        return sql;
    }

    /** Whether {@code INSERT}, {@code UPDATE} and {@code DELETE} wait for it. */
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    /** Whether {@code SELECT} waits for it. */
    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }
}
