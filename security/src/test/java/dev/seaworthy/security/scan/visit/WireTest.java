package dev.seaworthy.security.scan.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void nothing_is_sent_to_another_host() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            Wire wire = new Wire(wanted(URI.create("http://localhost:" + port + "/")), 2);

            assertThatThrownBy(() -> wire.get(URI.create("http://127.0.0.1:" + port + "/")))
                    .hasMessage("the scan asks one host alone");
            assertThat(asked).hasValue(0);
            assertThat(wire.requests()).isZero();
            assertThat(wire.get(URI.create("http://LOCALHOST:" + port + "/")).status())
                    .isEqualTo(204);
        } finally {
            server.stop(0);
        }
    }

    private static Wanted wanted(URI target) {
        return new Wanted(
                target,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(40),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom());
    }
}
