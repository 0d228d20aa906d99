package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The right to be the one mover of an archive: an advisory lock of the session, which goes when the session goes. */
record MoverLock(Session session, Archive archive, String backend) {
    static final String CHANGES =
            "the connection changes from one session of the server to another, as through a pooler in transaction"
                    + " mode; connect to the server itself or to a port in session mode";

    /** Empty if another has it. Never waits. */
    static Optional<MoverLock> take(Session session, Archive archive) throws SQLException {
        List<String> taken = session.query(
                row -> row.getBoolean(1) ? row.getString(2) : "",
                "SELECT pg_try_advisory_lock(?), pg_backend_pid()",
                key(archive));
        if (taken.get(0).isEmpty()) {
            return Optional.empty();
        }
        MoverLock lock = new MoverLock(session, archive, taken.get(0));
        lock.checkIsOurs(session.one("SELECT pg_backend_pid()"));
        return Optional.of(lock);
    }

    /** What the mover and the procedure lock: the same tables and predicate, of whatever age. */
    static long key(Archive archive) {
        String name = "seaworthy archive " + archive.source().sql() + " "
                + archive.target().sql() + " " + archive.predicate();
        return hash(name);
    }

    /** The same in each JVM, and another one for another text. */
    static long hash(String text) {
        return ByteBuffer.wrap(sha256(text)).getLong();
    }

    /** A pooler in transaction mode hands each transaction to another backend, and the lock stays behind. */
    void checkIsOurs(String currentBackend) {
        Refusal.unless(currentBackend.equals(backend), archive, CHANGES);
    }

    /** What fails here fails with the connection, and the lock goes with that. */
    void release() {
        try {
            session.one("SELECT pg_advisory_unlock(?)", key(archive));
        } catch (SQLException e) {
            // the session is gone, and the lock with it
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
