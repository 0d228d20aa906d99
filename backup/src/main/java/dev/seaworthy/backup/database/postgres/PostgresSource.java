package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.postgres.program.ClientProgram;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.backup.database.postgres.program.NamePattern;
import dev.seaworthy.backup.database.postgres.program.PgDump;
import dev.seaworthy.backup.database.postgres.program.PgDumpAll;
import dev.seaworthy.backup.database.postgres.program.RoleFilter;
import dev.seaworthy.backup.database.postgres.snapshot.FingerprintRun;
import dev.seaworthy.backup.database.postgres.snapshot.SchemaFilter;
import dev.seaworthy.backup.database.postgres.snapshot.Snapshot;
import dev.seaworthy.backup.database.postgres.snapshot.Table;
import dev.seaworthy.backup.database.postgres.snapshot.TableName;
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
    /** From which size on a table is large: {@value} bytes, a quarter of a gibibyte. */
    public static final long LARGE_TABLE_BYTES = 256L * 1024 * 1024;

    private static final int MOST_STREAMS = 16;

    private final PostgresConnection connection;
    private final ClientPrograms programs;
    private final SchemaFilter schemas;
    private final RoleFilter roles;
    private final RowHash hash;
    private final int atOnce;
    private final long apartFrom;

    private PostgresSource(Builder builder) {
        this.connection = builder.connection;
        this.programs = builder.programs;
        this.schemas = new SchemaFilter(builder.leftOut);
        this.roles = builder.roles;
        this.hash = builder.hash;
        this.atOnce = builder.atOnce;
        this.apartFrom = builder.apartFrom;
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
                .parallel(atOnce, apartFrom)
                .leaveOut(schemas.leftOut().toArray(String[]::new));
    }

    /** In this one stream, whatever {@link Builder#parallel} says. */
    @Override
    public Dump dumpTo(OutputStream out) throws IOException {
        return dump(new OneStream(out), 1);
    }

    @Override
    public Dump dumpTo(DumpOutput output) throws IOException {
        return dump(output, atOnce);
    }

    private Dump dump(DumpOutput output, int streams) throws IOException {
        try {
            SharedSession.refuse(connection);
            return new LockRace(attempt -> dumpInstant(attempt, streams)).run(output);
        } catch (SQLException e) {
            throw new DumpException("Could not dump " + connection + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DumpException("The dump of " + connection + " was interrupted", e);
        }
    }

    private Dump dumpInstant(DumpOutput output, int streams) throws IOException, SQLException, InterruptedException {
        try (Snapshot snapshot = connection.snapshot()) {
            ClientProgram program = program(PgDump.NAME, snapshot.serverMajor());
            String server = "PostgreSQL " + snapshot.serverVersion();
            DumpRun run = new DumpRun(program, connection.login(), snapshot.export(), output);
            List<Table> tables = snapshot.lockTables(schemas);
            List<TableName> apart = streams == 1 ? List.of() : apart(snapshot, tables);
            try (FingerprintRun beside = FingerprintRun.start(snapshot, tables, schemas, hash)) {
                beside.onFailure(run::kill);
                dump(run, tables, apart, streams, beside);
                FingerprintRun.Timed timed = beside.await();
                return new Dump(timed.fingerprint(), timed.duration(), server, program.toString());
            }
        }
    }

    /** But those whose names cannot be told to the program in the encoding of the database. */
    private List<TableName> apart(Snapshot snapshot, List<Table> tables) throws SQLException {
        List<TableName> large = snapshot.large(tables, schemas, apartFrom);
        if (snapshot.encoding().equals("UTF8")) {
            return large;
        }
        return large.stream()
                .filter(table -> NamePattern.isPlain(table.schema()) && NamePattern.isPlain(table.table()))
                .toList();
    }

    private void dump(DumpRun run, List<Table> tables, List<TableName> apart, int streams, FingerprintRun beside)
            throws IOException, SQLException, InterruptedException {
        try {
            if (apart.isEmpty()) {
                run.dump(tables, schemas.arguments());
            } else {
                run.dump(tables, schemas.arguments(), apart, streams);
            }
        } catch (DumpException | IOException e) {
            beside.requireNotFailed();
            throw e;
        }
    }

    /**
     * What belongs to the server and not to the database, as SQL: roles without their passwords, memberships,
     * tablespaces. Not of the dump's instant.
     *
     * @throws DumpException if the user may not read them, or {@code pg_dumpall} is missing
     */
    @Override
    public String globals() {
        try {
            SharedSession.refuse(connection);
            return new PgDumpAll(program(PgDumpAll.NAME, serverMajor()), connection.login()).globals(roles);
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
        private int atOnce = 1;
        private long apartFrom = LARGE_TABLE_BYTES;

        private Builder(PostgresConnection connection) {
            this.connection = Objects.requireNonNull(connection, "connection");
        }

        /** How the rows are hashed. */
        public Builder hash(RowHash value) {
            this.hash = Objects.requireNonNull(value, "hash");
            return this;
        }

        /**
         * Dumps the rows of tables of {@link PostgresSource#LARGE_TABLE_BYTES} or more apart from the rest and from
         * each other, so many streams at once, all of the same instant; for large databases. One after the other in one
         * stream, if not said.
         *
         * @param streams 1 to 16; each takes a connection of its own, and beside the bucket a part's 16 MiB of heap
         */
        public Builder parallel(int streams) {
            return parallel(streams, LARGE_TABLE_BYTES);
        }

        /**
         * The same, with tables of so many bytes or more apart, without their indexes; the largest thousand at most.
         */
        public Builder parallel(int streams, long tableBytes) {
            if (streams < 1 || streams > MOST_STREAMS) {
                throw new IllegalArgumentException("parallel must be between 1 and " + MOST_STREAMS + ": " + streams);
            }
            if (tableBytes < 0) {
                throw new IllegalArgumentException("parallel must begin at 0 bytes or more: " + tableBytes);
            }
            this.atOnce = streams;
            this.apartFrom = tableBytes;
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
