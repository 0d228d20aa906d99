package dev.seaworthy.backup;

import dev.seaworthy.backup.database.postgres.TestPostgres;

/** Ways to stop a running pg_dump. */
enum Sabotage {
    NONE(0) {
        @Override
        void strike() {}
    },
    BACKEND_TERMINATED(1) {
        @Override
        void strike() {
            TestPostgres.execute(
                    TestPostgres.maintenance(),
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY %'");
        }
    },
    PROGRAM_KILLED(137) {
        @Override
        void strike() {
            ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("/pg_dump"))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    };

    private final int exitStatus;

    Sabotage(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    int exitStatus() {
        return exitStatus;
    }

    abstract void strike();
}
