package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.postgres.snapshot.FingerprintRun;
import dev.seaworthy.backup.database.postgres.snapshot.SchemaFilter;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import dev.seaworthy.backup.database.postgres.snapshot.Table;
import dev.seaworthy.backup.fingerprint.RowHash;
import java.util.AbstractList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FingerprintRunTest {
    /** As in a heap that is full; else the backup would wait for ever. */
    @Test
    @Timeout(30)
    void an_error_ends_it_too() throws Exception {
        List<Table> tables = new AbstractList<>() {
            @Override
            public Table get(int index) {
                throw new OutOfMemoryError("full");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        try (Snapshot snapshot = TestPostgres.database().snapshot();
                FingerprintRun run =
                        FingerprintRun.start(snapshot, tables, new SchemaFilter(Set.of()), RowHash.HASHTEXT)) {
            assertThatThrownBy(run::await).rootCause().isInstanceOf(OutOfMemoryError.class);
        }
    }
}
