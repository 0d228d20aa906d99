package dev.seaworthy.docs.snippets;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;

final class BackupSnippets {
    private BackupSnippets() {}

    static RestoreVerdict inMemory() {
        InMemoryDatabase database = new InMemoryDatabase().insert("orders", "order 1", "order 2");
        Identity identity = Identity.generate();
        BackupManager backups = BackupManager.builder()
                .store(new InMemoryObjectStore())
                .database(database)
                .encryptTo(identity.recipient())
                .build();

        BackupReport report = backups.backUpDatabase();
        RestoreVerdict verdict = backups.testRestore(report.id(), identity, database);
        return verdict;
    }
}
