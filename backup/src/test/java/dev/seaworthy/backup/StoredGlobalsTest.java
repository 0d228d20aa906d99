package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Logged;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What belongs to the server, beside the dump. */
class StoredGlobalsTest {
    private static final String SCRIPT = "CREATE ROLE \"Häuptling\";\n";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryDatabase database =
            new InMemoryDatabase().insert("public.content", "a").globals(SCRIPT);
    private final Identity identity = Identity.generate();
    private final BackupManager backups = manager(database);

    private BackupManager manager(DatabaseSource source) {
        return BackupManager.builder()
                .store(store)
                .database(source)
                .encryptTo(identity.recipient())
                .build();
    }

    @Test
    void are_read_with_the_key() {
        BackupReport report = backups.backUpDatabase();

        assertThat(report.remarks()).isEmpty();
        assertThat(backups.globals(report.id(), identity)).isEqualTo(SCRIPT);
        assertThat(backups.testRestore(report.id(), identity, database).isProven())
                .isTrue();
    }

    @Test
    void are_sealed_like_the_dump() throws IOException {
        BackupReport report = backups.backUpDatabase();

        assertThat(new String(store.open(key(report)).readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("age-encryption.org/v1")
                .doesNotContain("ROLE");
        assertThatThrownBy(() -> backups.globals(report.id(), Identity.generate()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("sealed to another key");
    }

    @Test
    void are_verified_with_the_backup() {
        BackupReport report = backups.backUpDatabase();

        store.flipBit(key(report));

        assertThat(backups.verify(report.id()))
                .isInstanceOfSatisfying(
                        Verification.Failed.class,
                        failed -> assertThat(failed.message()).contains(key(report)));
        assertThatThrownBy(() -> backups.globals(report.id(), identity)).isInstanceOf(BackupException.class);
    }

    @Test
    void cost_no_backup_when_they_are_refused() {
        database.refuseNextGlobals();

        try (Logged log = new Logged()) {
            BackupReport report = backups.backUpDatabase();

            assertThat(log.text()).contains("The backup goes on without the globals");
            assertThat(report.remarks())
                    .containsExactly("the roles and tablespaces of the server are not in it:"
                            + " The globals were told to be refused");
            assertThat(backups.newest()).contains(report);
            assertThatThrownBy(() -> backups.globals(report.id(), identity))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("has no globals: The globals were told to be refused");
        }
        assertThat(backups.globals(backups.backUpDatabase().id(), identity)).isEqualTo(SCRIPT);
    }

    @Test
    void are_no_remark_for_a_database_that_has_none() {
        BackupManager others = manager(new InMemoryDatabase().insert("public.content", "a"));
        BackupReport report = others.backUpDatabase();

        assertThat(report.remarks()).isEmpty();
        assertThat(store.list(key(report))).isEmpty();
        assertThatThrownBy(() -> others.globals(report.id(), identity)).hasMessageContaining("its database had none");
    }

    @Test
    void end_the_backup_of_a_thread_that_is_interrupted_meanwhile() {
        BackupManager interrupted = manager(new DatabaseSource() {
            @Override
            public Dump dumpTo(OutputStream out) throws IOException {
                return database.dumpTo(out);
            }

            @Override
            public String globals() {
                Thread.currentThread().interrupt();
                throw new DumpException("interrupted", null);
            }
        });

        assertThatThrownBy(interrupted::backUpDatabase).isInstanceOf(BackupException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.list("")).isEmpty();
    }

    private static String key(BackupReport report) {
        return "database/" + report.id() + "/globals.sql.zst.age";
    }
}
