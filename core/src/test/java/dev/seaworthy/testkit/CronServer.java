package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A PostgreSQL of Debian's packages that has {@code pg_cron}, which the embedded ones lack. Closing ends it. */
public final class CronServer implements AutoCloseable {
    private final Path binaries;
    private final Path folder;
    private final int port;

    private CronServer(Path binaries, Path folder, int port) {
        this.binaries = binaries;
        this.folder = folder;
        this.port = port;
    }

    /** Where the programs are of a server that has {@code pg_cron}. */
    static Optional<Path> binaries() {
        return IntStream.rangeClosed(14, 18)
                .mapToObj(major -> Path.of("/usr/lib/postgresql/" + major))
                .filter(home -> Files.exists(home.resolve("lib/pg_cron.so")))
                .map(home -> home.resolve("bin"))
                .findFirst();
    }

    /** Starts one whose jobs live in the database {@code postgres}. */
    public static CronServer start() {
        try {
            Path folder = Files.createTempDirectory("cron-server");
            CronServer server = new CronServer(binaries().orElseThrow(), folder, freePort());
            server.initialize();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its database {@code postgres}, which can't be dropped. */
    public TestDatabase database() {
        return new TestDatabase(name -> {}, port, "postgres");
    }

    /** Another of its databases, made anew, in which there can be no {@code pg_cron}. */
    public TestDatabase otherDatabase(String name) {
        database().execute("CREATE DATABASE " + name);
        return new TestDatabase(dropped -> database().execute("DROP DATABASE " + dropped), port, name);
    }

    private void initialize() throws IOException {
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        Path data = folder.resolve("data");
        runAsPostgres("initdb", "-D", data.toString(), "-A", "trust", "-U", "postgres", "--no-sync");
        runAsPostgres(
                "pg_ctl",
                "-D",
                data.toString(),
                "-w",
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c shared_preload_libraries=pg_cron"
                        + " -c cron.database_name=postgres -c cron.use_background_workers=on",
                "start");
    }

    private void runAsPostgres(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("cron-server", ".log");
        try {
            int exit = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IOException(command.get(command.size() - 1) + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        runAsPostgres("pg_ctl", "-D", folder.resolve("data").toString(), "-w", "-m", "immediate", "stop");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
