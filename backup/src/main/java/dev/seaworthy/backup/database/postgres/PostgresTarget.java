package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.postgres.program.Children;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.backup.database.postgres.program.PgRestore;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * A PostgreSQL database that a backup is restored into, to stay. One thread at a time.
 *
 * <p><b>Guarantees</b>: it refuses a database that holds a table, a view or a sequence, unless it is told to replace
 * what that one holds, by name; without jobs, all of a dump of one stream comes in or nothing, and nothing of one that
 * turns out to be damaged at its end.
 *
 * <p><b>Not covered</b>: what the database holds beside the dump stays, and statistics: run {@code ANALYZE} after.
 */
public final class PostgresTarget implements RestoreTarget {
    private final PostgresConnection connection;
    private final boolean replaces;
    private final boolean asDumped;
    private final int jobs;
    private final int atOnce;
    private final Path spoolFolder;
    private final ClientPrograms programs = ClientPrograms.ofThisMachine();
    private Set<String> before = Set.of();

    private PostgresTarget(Builder builder) {
        this.connection = builder.connection;
        this.replaces = builder.replaces;
        this.asDumped = builder.asDumped;
        this.jobs = builder.jobs;
        this.atOnce = Math.max(builder.atOnce, builder.jobs);
        this.spoolFolder = builder.spoolFolder;
    }

    /** An empty database, filled in one transaction. */
    public static PostgresTarget of(PostgresConnection connection) {
        return builder(connection).build();
    }

    public static Builder builder(PostgresConnection connection) {
        return new Builder(connection);
    }

    @Override
    public void restore(InputStream dump) {
        try {
            requireEmptyOrNamed();
            before = new PostgresDatabase(connection).tables();
            PgRestore program = options(PgRestore.find(programs, serverMajor()));
            if (jobs == 1) {
                program.inOneTransaction().run(connection.login(), dump, new Children());
            } else {
                restoreByJobs(program, dump);
            }
        } catch (SQLException e) {
            throw new RestoreException("Could not restore into " + connection + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void restore(DumpInput dump) throws IOException {
        if (dump.tables().isEmpty()) {
            RestoreTarget.super.restore(dump);
            return;
        }
        requireFitForSeveralStreams();
        try {
            requireEmptyOrNamed();
            before = new PostgresDatabase(connection).tables();
            new ApartRestore(options(PgRestore.find(programs, serverMajor())), connection.login()).run(dump, atOnce);
        } catch (SQLException e) {
            throw new RestoreException("Could not restore into " + connection + ": " + e.getMessage(), e);
        }
    }

    private void requireFitForSeveralStreams() {
        if (replaces) {
            throw new RestoreException(
                    "Refused to replace the contents of " + connection + " by a backup of several streams, which"
                            + " cannot be undone: restore it into an empty database, and rename that",
                    null);
        }
        if (atOnce == 1) {
            throw new RestoreException(
                    "Refused to restore into " + connection + " in one transaction: the rows of large tables are apart"
                            + " in this backup; say parallel(n), take an empty database, and drop it if the restore"
                            + " fails",
                    null);
        }
    }

    private void requireEmptyOrNamed() throws SQLException {
        String contents = new PostgresDatabase(connection).contents();
        if (!contents.isEmpty() && !replaces) {
            throw new RestoreException(
                    "Refused to restore into " + connection + ", which holds " + contents
                            + ": take an empty database, or say replaceContentsOf(\"" + connection.database() + "\")",
                    null);
        }
    }

    private PgRestore options(PgRestore program) {
        PgRestore owned = asDumped ? program : program.with("--no-owner", "--no-privileges");
        return replaces ? owned.with("--clean", "--if-exists") : owned;
    }

    /** From a file, since jobs read at several places. */
    private void restoreByJobs(PgRestore program, InputStream dump) {
        try (SpooledDump file = SpooledDump.of(dump, spoolFolder)) {
            program.with("--jobs=" + jobs, file.path().toString())
                    .run(connection.login(), InputStream.nullInputStream(), new Children());
        } catch (IOException e) {
            throw new RestoreException("Could not keep the dump in a file: " + e.getMessage(), e);
        }
    }

    private int serverMajor() throws SQLException {
        try (Connection open = connection.connect()) {
            return open.getMetaData().getDatabaseMajorVersion();
        }
    }

    @Override
    public Fingerprint fingerprint(Fingerprint dumped) {
        return new PostgresDatabase(connection).fingerprint(dumped, before);
    }

    /** Builds a target. Owners and privileges are those of the dump, so their roles must exist, if nothing is said. */
    public static final class Builder {
        private final PostgresConnection connection;
        private boolean replaces;
        private boolean asDumped = true;
        private int jobs = 1;
        private int atOnce = 1;
        private Path spoolFolder = Path.of("");

        private Builder(PostgresConnection connection) {
            this.connection = Objects.requireNonNull(connection, "connection");
        }

        /**
         * Drops what the dump is about to make, in a database that is not empty.
         *
         * @param database the name of the connection's database, to show that it is meant
         */
        public Builder replaceContentsOf(String database) {
            if (!database.equals(connection.database())) {
                throw new IllegalArgumentException("replaceContentsOf must name the database of the connection, "
                        + connection.database() + ": " + database);
            }
            this.replaces = true;
            return this;
        }

        /** Makes the user of the connection the owner of all, and grants nothing: for a server without the roles. */
        public Builder withoutOwnersAndPrivileges() {
            this.asDumped = false;
            return this;
        }

        /**
         * Restores by so many connections at once, from a file, and no longer in one transaction: what fails leaves a
         * part. A backup of several streams needs no file, and is restored as by {@link #parallel}.
         *
         * @param folder where the dump is for that time, <b>decrypted</b>, in a file for its owner alone
         */
        public Builder jobs(int count, Path folder) {
            if (count < 2 || count > 64) {
                throw new IllegalArgumentException("jobs must be between 2 and 64: " + count);
            }
            this.jobs = count;
            this.spoolFolder = Objects.requireNonNull(folder, "folder");
            return this;
        }

        /**
         * Takes a backup of several streams too, with so many tables at once: not in one transaction, so what fails
         * leaves a part. A backup of one stream comes in as without this.
         */
        public Builder parallel(int tables) {
            if (tables < 2 || tables > 64) {
                throw new IllegalArgumentException("parallel must be between 2 and 64: " + tables);
            }
            this.atOnce = tables;
            return this;
        }

        public PostgresTarget build() {
            return new PostgresTarget(this);
        }
    }
}
