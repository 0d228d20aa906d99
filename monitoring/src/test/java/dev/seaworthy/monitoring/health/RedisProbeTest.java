package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisProbeTest extends HealthProbeContract {
    /** The request as the RESP specification writes it: an array of one bulk string. */
    private static final String PING = "*1\r\n$4\r\nPING\r\n";

    private volatile String reply = "+PONG\r\n";
    private ServerSocket server;
    private Thread thread;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        thread = new Thread(this::serve, "redis");
        thread.setDaemon(true);
        thread.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Override
    HealthProbe probe() {
        return Probes.redis("127.0.0.1", server.getLocalPort());
    }

    @Override
    void breakDependency() throws IOException, InterruptedException {
        server.close();
        thread.join(); // it may have been accepting one more
    }

    @Test
    void takes_any_other_answer_for_a_failure() {
        reply = "-LOADING Redis is loading the dataset in memory\r\n";

        assertThatThrownBy(() -> probe().check()).hasMessageContaining("PONG");
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                String request =
                        new String(client.getInputStream().readNBytes(PING.length()), StandardCharsets.US_ASCII);
                String answer = request.equals(PING) ? reply : "-ERR unknown command\r\n";
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the client left or the test closed the server: the loop tells which
            }
        }
    }
}
