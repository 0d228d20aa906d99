package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.util.OptionalLong;

/** How far the replicas are behind. */
record Replicas(Session session, Archive archive, OptionalLong maxLag) {
    void checkAreSeen() throws SQLException {
        if (maxLag.isPresent()) {
            Refusal.unless(
                    session.one("SELECT pg_has_role('pg_read_all_stats', 'USAGE')")
                            .equals("t"),
                    archive,
                    "its role doesn't see how far replicas are behind; GRANT pg_monitor to it, or leave out"
                            + " maxReplicationLag");
        }
    }

    /** A receiver that replays nothing counts by what it has on disk. */
    boolean areBehind() throws SQLException {
        return maxLag.isPresent()
                && session.exists(
                        "SELECT 1 FROM pg_stat_replication WHERE state IN ('streaming', 'catchup')"
                                + " AND pg_wal_lsn_diff(pg_current_wal_lsn(), coalesce(replay_lsn, flush_lsn)) > ?",
                        maxLag.getAsLong());
    }
}
