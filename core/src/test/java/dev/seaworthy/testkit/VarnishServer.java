package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program Varnish on loopback, with what it keeps in a folder of its own. A test that starts it is tagged
 * {@code needs-varnishd}. Closing ends it, and deletes the folder.
 */
public final class VarnishServer implements AutoCloseable {
    private final int port = freePort();
    private final Path folder;
    private final Process process;
    private final Map<String, String> configurations = new HashMap<>();

    private VarnishServer(Path folder, String vcl) throws IOException {
        this.folder = folder;
        Path file = Files.writeString(folder.resolve("boot.vcl"), vcl);
        configurations.put(vcl, "boot");
        process = new ProcessBuilder(
                        program("varnishd"),
                        "-F",
                        "-j",
                        "none",
                        "-n",
                        folder.resolve("work").toString(),
                        "-a",
                        "127.0.0.1:" + port,
                        "-f",
                        file.toString(),
                        "-s",
                        "malloc,32m",
                        "-p",
                        "thread_pool_min=10",
                        "-p",
                        "cc_command=exec gcc -O0 -w -fPIC -shared -o %o %s")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** With this configuration, whole. */
    public static VarnishServer start(String vcl) {
        try {
            VarnishServer server = new VarnishServer(Files.createTempDirectory("varnish-"), vcl);
            server.awaitStart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Serves by another configuration from here on, and keeps its copies. */
    public void use(String vcl) throws IOException {
        if (!configurations.containsKey(vcl)) {
            String name = "vcl" + configurations.size();
            Path file = Files.writeString(folder.resolve(name + ".vcl"), vcl);
            command("vcl.load", name, file.toString());
            configurations.put(vcl, name);
        }
        command("vcl.use", configurations.get(vcl));
    }

    /** Forgets all copies. */
    public void clear() throws IOException {
        command("ban", "obj.status", "!=", "0");
    }

    /** Works as the program's own command line does. */
    public String command(String... words) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                program("varnishadm"),
                                "-n",
                                folder.resolve("work").toString()),
                        Stream.of(words))
                .toList();
        Process admin = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(admin.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (admin.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", words) + ": " + said);
        }
        return said;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitStart() {
        try {
            Condition.await("Varnish", this::isUp);
        } catch (Exception e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    private boolean isUp() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Varnish ended: " + Files.readString(folder.resolve("log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String program(String name) {
        return Programs.find(name).orElseThrow().toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
