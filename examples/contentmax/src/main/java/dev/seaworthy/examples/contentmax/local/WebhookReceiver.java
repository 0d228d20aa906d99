package dev.seaworthy.examples.contentmax.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import dev.seaworthy.security.webhook.WebhookSignatures;
import dev.seaworthy.security.webhook.WebhookVerdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives webhooks as Standard Webhooks 1.0.0 asks a receiver to: with the signature right, the time near, and each id
 * once. What is not so is answered with 401 and is not received.
 */
public final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final WebhookSignatures signatures;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final List<String> received = new CopyOnWriteArrayList<>();

    private WebhookReceiver(HttpServer server, WebhookSignatures signatures) {
        this.server = server;
        this.signatures = signatures;
    }

    /**
     * On a free loopback port.
     *
     * @param secret {@code whsec_} and base64, which the sender has too
     */
    public static WebhookReceiver start(Secret secret) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        WebhookReceiver receiver = new WebhookReceiver(server, WebhookSignatures.standard(secret));
        server.createContext("/hook", receiver::answer);
        server.start();
        return receiver;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /** The titles of the notices that were verified, oldest first. */
    public List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            WebhookVerdict verdict = signatures.verify(
                    name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)), body);
            exchange.sendResponseHeaders(
                    verdict instanceof WebhookVerdict.Verified verified
                            ? take(verified.id(), new String(body, StandardCharsets.UTF_8))
                            : 401,
                    -1);
        }
    }

    /** Read before its id is kept, so that one that can't be read is not taken for received when it comes again. */
    private int take(String id, String body) {
        try {
            String title = JsonMapper.shared()
                    .readTree(body)
                    .path("data")
                    .path("title")
                    .asString();
            if (ids.add(id)) {
                received.add(title);
            }
            return 204;
        } catch (JacksonException e) {
            return 400;
        }
    }
}
