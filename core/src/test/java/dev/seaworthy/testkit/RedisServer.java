package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The program Redis on loopback, without a file. A test that starts it is tagged {@code needs-redis-server}. Closing
 * kills it.
 */
public final class RedisServer implements AutoCloseable {
    private final int port;
    private Process process;

    private RedisServer(int port) {
        this.port = port;
        process = run(port);
    }

    public static RedisServer start() {
        RedisServer server = new RedisServer(freePort());
        server.awaitStart();
        return server;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process run(int port) {
        String program = Programs.find("redis-server").orElseThrow().toString();
        try {
            return new ProcessBuilder(
                            program,
                            "--port",
                            Integer.toString(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--dir",
                            "/tmp")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() {
        try {
            Condition.await("Redis", this::isUp);
        } catch (Exception e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    private boolean isUp() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("Redis ended with " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** It keeps its connections, accepts new ones, and answers nothing until {@link #resume}. */
    public void suspend() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Refuses connections until {@link #restart}, and forgets all it held. */
    public void stop() {
        process.destroyForcibly().onExit().join();
    }

    public void restart() {
        process = run(port);
        awaitStart();
    }

    @Override
    public void close() {
        stop();
    }
}
