package dev.seaworthy.docs.snippets;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.apikey.ApiKeys;
import dev.seaworthy.security.apikey.IssuedKey;
import dev.seaworthy.security.apikey.KeyRequest;
import dev.seaworthy.security.apikey.KeyVerdict;
import dev.seaworthy.security.apikey.store.JdbcApiKeyStore;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.endpoint.WebhookEndpoint;
import dev.seaworthy.security.http.key.ApiKeyGuard;
import dev.seaworthy.security.http.key.FailureThrottle;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.testing.InMemoryApiKeyStore;
import dev.seaworthy.security.webhook.WebhookSignatures;
import dev.seaworthy.security.webhook.WebhookVerdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

final class ApiKeySnippets {
    private ApiKeySnippets() {}

    static ApiKeys state(DataSource dataSource, SecretBytes pepper) {
        ApiKeys keys = ApiKeys.builder()
                .prefix("cm")
                .environment("live")
                .store(JdbcApiKeyStore.of(dataSource).createTable())
                .pepper("2026", pepper)
                .build();
        return keys;
    }

    static Secret issue(ApiKeys keys) {
        IssuedKey issued =
                keys.issue(KeyRequest.forOwner("acme").scopes("content:read").expiresAfter(Duration.ofDays(90)));
        return issued.secret(); // shown once, and kept nowhere
    }

    static String verify(ApiKeys keys, String shown) {
        KeyVerdict verdict = keys.verify(shown);
        return verdict.validKey().map(key -> "hello, " + key.owner()).orElse("who are you?");
    }

    static void change(ApiKeys keys, String id) {
        Optional<IssuedKey> next = keys.rotate(id, Duration.ofDays(7));
        keys.revoke(id);
        keys.list("acme").forEach(key -> System.out.println(key.id() + " " + key.lastUsed()));
    }

    static HttpSecurity guard(ApiKeys keys) {
        HttpSecurity security = HttpSecurity.builder()
                .headers(SecurityHeaders.jsonApi())
                .guard(
                        "/api/",
                        ApiKeyGuard.builder(keys)
                                .realm("contentmax")
                                .header("X-API-Key")
                                .scope("GET", "content:read")
                                .scope("POST", "content:write")
                                .scopeUnder("/api/admin/", "admin")
                                .throttle(FailureThrottle.of(100, Duration.ofMinutes(1)))
                                .build())
                .build();
        return security;
    }

    static HttpSecurity webhook(Secret secret, Secret next, Consumer<String> book) {
        WebhookSignatures stripe = WebhookSignatures.stripe(secret, next);
        HttpSecurity security = HttpSecurity.builder()
                .headers(SecurityHeaders.jsonApi())
                .endpoint("/api/webhooks/stripe", WebhookEndpoint.of(stripe, delivery -> {
                    book.accept(delivery.body()); // once for each id of an event, evt_…
                    return Answer.empty(204);
                }))
                .build();
        return security;
    }

    static boolean byHand(Secret secret, String id, String timestamp, String signature, byte[] body) {
        WebhookSignatures standard = WebhookSignatures.standard(secret);
        WebhookVerdict verdict = standard.verify(
                name -> switch (name) {
                    case "webhook-id" -> Optional.of(id);
                    case "webhook-timestamp" -> Optional.of(timestamp);
                    default -> Optional.of(signature);
                },
                body);
        return verdict.isVerified();
    }

    static void test() {
        InMemoryApiKeyStore store = new InMemoryApiKeyStore();
        ApiKeys keys =
                ApiKeys.builder().prefix("cm").environment("test").store(store).build();
        store.fail();
    }
}
