package dev.seaworthy.examples.contentmax.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives webhooks as Standard Webhooks 1.0.0 asks a receiver to: with the signature right, the time near, and each id
 * once. What is not so is answered with 401 and is not received.
 */
public final class WebhookReceiver implements AutoCloseable {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";

    private final HttpServer server;
    private final Secret secret;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final List<String> received = new CopyOnWriteArrayList<>();

    private WebhookReceiver(HttpServer server, Secret secret) {
        this.server = server;
        this.secret = secret;
    }

    /**
     * On a free loopback port.
     *
     * @param secret {@code whsec_} and base64, which the sender has too
     */
    public static WebhookReceiver start(Secret secret) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        WebhookReceiver receiver = new WebhookReceiver(server, secret);
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
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    isVerified(exchange, body) ? take(header(exchange, "webhook-id"), body) : 401, -1);
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

    private boolean isVerified(HttpExchange exchange, String body) {
        String timestamp = header(exchange, "webhook-timestamp");
        byte[] expected = hmac(header(exchange, "webhook-id") + "." + timestamp + "." + body);
        return isNear(timestamp)
                && Stream.of(header(exchange, "webhook-signature").split(" "))
                        .map(signature -> signature.getBytes(StandardCharsets.US_ASCII))
                        .anyMatch(signature -> MessageDigest.isEqual(signature, expected));
    }

    private static boolean isNear(String timestamp) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) <= 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** As the header has it: {@code v1,} and base64. */
    private byte[] hmac(String content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.reveal().substring(PREFIX.length())), ALGORITHM));
            String signature =
                    Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
            return ("v1," + signature).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }
}
