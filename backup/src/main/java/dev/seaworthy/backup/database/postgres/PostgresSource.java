package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.fingerprint.RowHash;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A PostgreSQL database, dumped by {@code pg_dump} in its custom format without compression. Safe for use by many
 * threads.
 *
 * <p><b>Guarantees</b>: the dump and its fingerprint are of one instant, while others go on writing; the password is in
 * no argument, environment or message.
 *
 * <p><b>Not covered</b>: settings of the server and of the database, rows of foreign tables; roles and tablespaces are
 * {@link #globals() apart}. The user must be able to read every table without row-level security.
 */
public final class PostgresSource implements DatabaseSource {
    private final PostgresConnection connection;
    private final ClientPrograms programs;
    private final SchemaFilter schemas;
    private final RoleFilter roles;
    private final RowHash hash;

    private PostgresSource(Builder builder) {
        this.connection = builder.connection;
        this.programs = builder.programs;
        this.schemas = new SchemaFilter(builder.leftOut);
        this.roles = builder.roles;
        this.hash = builder.hash;
    }

    /** All of the database. {@code pg_dump} is looked for on PATH and where PostgreSQL's packages put it. */
    public static PostgresSource of(PostgresConnection connection) {
        return builder(connection).build();
    }

    /**
     * A project of Supabase, without the schemas that Supabase manages; those of its users and files come in by
     * {@code .toBuilder().include("auth", "storage")}.
     *
     * @param connection the direct one, or the pooler's in session mode (port 5432)
     */
    public static PostgresSource supabase(PostgresConnection connection) {
        return builder(connection)
                .leaveOut(Supabase.SCHEMAS.toArray(String[]::new))
                .roles(new RoleFilter(Supabase.ROLES))
                .build();
    }

    public static Builder builder(PostgresConnection connection) {
        return new Builder(connection);
    }

    public Builder toBuilder() {
        return new Builder(connection)
                .programs(programs)
                .roles(roles)
                .hash(hash)
                .leaveOut(schemas.leftOut().toArray(String[]::new));
    }

    @Override
    public Dump dumpTo(OutputStream out) throws IOException {
        try {
            SharedSession.refuse(connection);
            return new LockRace(this::dump).run(out);
        } catch (SQLException e) {
            throw new DumpException("Could not dump " + connection + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DumpException("The dump of " + connection + " was interrupted", e);
        }
    }

    private Dump dump(OutputStream out) throws IOException, SQLException, InterruptedException {
        try (Snapshot snapshot = Snapshot.begin(connection)) {
            ClientProgram program = program(PgDump.NAME, snapshot.serverMajor());
            String server = "PostgreSQL " + snapshot.serverVersion();
            String instant = snapshot.export();
            List<Table> tables = snapshot.lockTables(schemas);
            try (FingerprintRun beside = FingerprintRun.start(snapshot, tables, schemas, hash)) {
                new PgDump(program, connection, schemas).run(instant, out, beside);
                FingerprintRun.Timed timed = beside.await();
                return new Dump(timed.fingerprint(), timed.duration(), server, program.toString());
            }
        }
    }

    /**
     * What belongs to the server and not to the database, as SQL: roles without their passwords, memberships,
     * tablespaces. Not of the dump's instant.
     *
     * @throws DumpException if the user may not read them, or {@code pg_dumpall} is missing
     */
    public String globals() {
        try {
            SharedSession.refuse(connection);
            return new PgDumpAll(program(PgDumpAll.NAME, serverMajor()), connection).globals(roles);
        } catch (SQLException | IOException e) {
            throw new DumpException("Could not dump the roles of " + connection + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DumpException("The dump of the roles of " + connection + " was interrupted", e);
        }
    }

    private int serverMajor() throws SQLException {
        try (Connection open = connection.connect()) {
            return open.getMetaData().getDatabaseMajorVersion();
        }
    }

    private ClientProgram program(String name, int serverMajor) {
        return programs.find(name, serverMajor)
                .orElseThrow(() -> new DumpException(
                        "Could not dump " + connection + ". " + programs.advice(name, serverMajor), null));
    }

    /** Builds a source. It leaves nothing out and hashes by {@link RowHash#HASHTEXT}, if nothing else is said. */
    public static final class Builder {
        private final PostgresConnection connection;
        private final TreeSet<String> leftOut = new TreeSet<>();
        private ClientPrograms programs = ClientPrograms.ofThisMachine();
        private RoleFilter roles = RoleFilter.NONE;
        private RowHash hash = RowHash.HASHTEXT;

        private Builder(PostgresConnection connection) {
            this.connection = Objects.requireNonNull(connection, "connection");
        }

        /** How the rows are hashed. */
        public Builder hash(RowHash value) {
            this.hash = Objects.requireNonNull(value, "hash");
            return this;
        }

        /** Schemas that are neither dumped nor fingerprinted; {@code *} stands for any characters. */
        public Builder leaveOut(String... schemas) {
            leftOut.addAll(Arrays.asList(schemas));
            return this;
        }

        /** Schemas that a preset leaves out, and that are dumped all the same. */
        public Builder include(String... schemas) {
            leftOut.removeAll(Arrays.asList(schemas));
            return this;
        }

        Builder roles(RoleFilter value) {
            this.roles = value;
            return this;
        }

        Builder programs(ClientPrograms value) {
            this.programs = value;
            return this;
        }

        /**
         * A source of these parts.
         *
         * @throws IllegalArgumentException if a schema's name cannot be one
         */
        public PostgresSource build() {
            return new PostgresSource(this);
        }
    }
}
