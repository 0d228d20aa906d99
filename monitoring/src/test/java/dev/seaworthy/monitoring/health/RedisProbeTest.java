package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisProbeTest extends HealthProbeContract {
    /** The request as the RESP specification writes it: an array of one bulk string. */
    private static final String PING = "*1\r\n$4\r\nPING\r\n";

    private volatile String reply = "+PONG\r\n";
    private volatile CountDownLatch gate = new CountDownLatch(0);
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
        gate.countDown();
        server.close();
    }

    @Override
    HealthProbe probe() {
        return Probes.redis("127.0.0.1", server.getLocalPort());
    }

    @Override
    void breakDependency() {
        reply = "-NOAUTH Authentication required.\r\n";
    }

    @Override
    void hangDependency() {
        gate = new CountDownLatch(1);
    }

    @Override
    void repairDependency() {
        reply = "+PONG\r\n";
        gate.countDown();
    }

    @Test
    void takes_a_closed_port_for_a_failure() throws IOException, InterruptedException {
        HealthProbe probe = probe();
        server.close();
        thread.join(); // it may have been accepting one more

        assertThatThrownBy(probe::check).isInstanceOf(IOException.class);
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
                Gate.pass(gate);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the client left or the test closed the server: the loop tells which
            }
        }
    }
}
