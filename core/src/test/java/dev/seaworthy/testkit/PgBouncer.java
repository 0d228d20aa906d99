package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The program PgBouncer on loopback, before one database. What a client sets in a session stays there for the next
 * client, as by its own defaults. A test that starts it is tagged {@code needs-pgbouncer}. Closing kills it.
 */
public final class PgBouncer implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final int port;
    private final String database;

    private PgBouncer(Process process, Path folder, int port, String database) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.database = database;
    }

    /**
     * Each transaction on any of up to {@code backends} sessions of the server for each user: the one that came back
     * last, if it is free.
     */
    public static PgBouncer inTransactionMode(TestDatabase database, int backends, String... users) {
        return start("transaction", database, backends, users);
    }

    /** Each transaction on the session of the server that has been free for longest. */
    public static PgBouncer inTransactionModeByTurns(TestDatabase database, int backends) {
        return start("transaction\nserver_round_robin = 1", database, backends);
    }

    /** Each client on one session of the server until it leaves. */
    public static PgBouncer inSessionMode(TestDatabase database, int backends, String... users) {
        return start("session", database, backends, users);
    }

    private static PgBouncer start(String mode, TestDatabase database, int backends, String... users) {
        try {
            Path folder = Files.createTempDirectory("pgbouncer");
            int port = freePort();
            Files.writeString(
                    folder.resolve("users"),
                    Stream.concat(Stream.of("postgres"), Arrays.stream(users))
                            .map(user -> "\"" + user + "\" \"\"\n")
                            .collect(Collectors.joining()));
            Path configuration = Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    %s = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s
                    pool_mode = %s
                    default_pool_size = %d
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(
                            database.name(), database.port(), port, folder.resolve("users"), mode, backends));
            PgBouncer bouncer = new PgBouncer(run(configuration), folder, port, database.name());
            bouncer.awaitStart();
            return bouncer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It refuses to run as root, and gives the files it has read by then away with the right to read them. */
    private static Process run(Path configuration) throws IOException {
        List<String> command = new ArrayList<>(List.of(program().toString(), configuration.toString()));
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(1, List.of("-u", "postgres"));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(configuration.resolveSibling("log").toFile())
                .start();
    }

    private static Path program() {
        return Programs.find("pgbouncer").orElseThrow();
    }

    private void awaitStart() {
        try {
            Condition.await("PgBouncer", this::isUp);
        } catch (Exception e) {
            close();
            throw new IllegalStateException(e);
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private boolean isUp() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("PgBouncer ended: " + Files.readString(folder.resolve("log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** New connections as the superuser, without statements that the server keeps prepared. */
    public DataSource dataSource() {
        return dataSource("postgres");
    }

    /** New connections as one of the users that it was started with. */
    public DataSource dataSource(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPrepareThreshold(0);
        return source;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
