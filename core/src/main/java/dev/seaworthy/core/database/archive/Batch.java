package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;

/** What one statement has moved, judged before it is committed. */
record Batch(long left, long arrived, String latest, String backend, String shape) {
    static Batch run(Session session, Move move, MoverLock lock, Settings settings, String sql) throws SQLException {
        return settings.withBatches(move.isIndexed()).commit(session, () -> {
            Batch batch = session.queryAsIs(
                            row -> new Batch(
                                    row.getLong(1),
                                    row.getLong(2),
                                    String.valueOf(row.getString(3)),
                                    row.getString(4),
                                    row.getString(5)),
                            sql)
                    .get(0);
            batch.check(move, lock);
            return batch;
        });
    }

    private void check(Move move, MoverLock lock) {
        lock.checkIsOurs(backend);
        Refusal.unless(
                left == arrived,
                move.archive(),
                left + " rows left the source and " + arrived + " arrived: a trigger of the target drops rows");
        Refusal.unless(
                shape.equals(move.shape()),
                move.archive(),
                "the columns of the source changed meanwhile, from " + move.shape() + " to " + shape);
    }
}
