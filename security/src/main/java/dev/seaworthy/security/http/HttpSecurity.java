package dev.seaworthy.security.http;

import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.cors.CorsDecision;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.csp.Nonces;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.endpoint.Endpoint;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.message.RequestPath;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All protections of a service over HTTP, without a framework. An adapter ({@code SecurityFilter} for servlets,
 * {@code HttpServerFilter} for the JDK's server, ten lines for others) asks it about each request before anything else
 * does. Safe for use by many threads.
 *
 * <p><b>Order</b>: an allowed preflight is answered by 204 and a refused one by 403; then maintenance mode answers,
 * then the endpoints, which guard themselves; then the guards rule in the order in which they were stated, then the
 * application answers. Each answer carries the security headers and the CORS decision.
 *
 * <p><b>Paths</b>: nothing is opened for a path that servers and handlers read in several ways, such as
 * {@code /api/..;/health} ({@link IncomingRequest#hasPlainPath}): no endpoint, no open path, no origin, and every guard
 * is asked. The application still gets it if they let it pass.
 *
 * <p><b>Not covered</b>: a request from an origin that is not allowed reaches the application, only without CORS
 * headers: CORS protects readers, not writers.
 */
public final class HttpSecurity {
    private static final Logger LOGGER = LoggerFactory.getLogger(HttpSecurity.class);
    private static final Answer ALLOWED = new Answer(204, List.of(), "");
    private static final Answer REFUSED = new Answer(403, List.of(), "");

    private final SecurityHeaders headers;
    private final CorsPaths cors;
    private final Nonces nonces;
    private final TrustedProxies proxies;
    private final @Nullable MaintenanceMode maintenance;
    private final Map<String, Endpoint> endpoints;
    private final GuardedPaths guards;

    private HttpSecurity(Builder builder, SecurityHeaders headers) {
        this.headers = headers;
        cors = new CorsPaths(builder.cors);
        nonces = builder.nonces;
        proxies = builder.proxies;
        maintenance = builder.maintenance;
        endpoints = Map.copyOf(builder.endpoints);
        guards = new GuardedPaths(builder.posts);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides about a request, once; an endpoint that answers it has read its body and done its work then, and the
     * guards have counted it.
     */
    public Passage admit(IncomingRequest request) {
        CorsDecision decision = cors.decide(request);
        Nonce nonce = headers.usesNonce() ? nonces.next() : null;
        Supplier<Optional<InetAddress>> client = new ClientAddress(proxies, request);
        Verdict verdict = judge(request, decision, client);
        return new Passage(headers, proxies.isSecure(request), nonce, decision, client, verdict);
    }

    private Verdict judge(IncomingRequest request, CorsDecision decision, Supplier<Optional<InetAddress>> client) {
        if (decision.answersPreflight()) {
            return Verdict.answered(decision instanceof CorsDecision.Preflight ? ALLOWED : REFUSED);
        }
        if (maintenance != null) {
            Optional<Answer> closed = maintenance.answer(request, client);
            if (closed.isPresent()) {
                return Verdict.answered(closed.get());
            }
        }
        Endpoint endpoint = request.hasPlainPath() ? endpoints.get(request.path()) : null;
        return endpoint == null ? guards.judge(request, client) : Verdict.answered(answer(request, endpoint));
    }

    private static Answer answer(IncomingRequest request, Endpoint endpoint) {
        try {
            return Objects.requireNonNull(endpoint.answer(request), "an endpoint answers, and this one gave null");
        } catch (Exception | Error e) {
            Trace trace = Trace.of(e);
            LOGGER.error("Endpoint {} failed: {}", request.path(), trace.getMessage(), trace);
            return Answer.json(500, "{\"error\":\"the endpoint failed; the log says why\"}");
        }
    }

    /** States what protects the service; all that is wrong with it comes at {@link #build()}, in one error. */
    public static final class Builder {
        private final Problems problems = new Problems("HttpSecurity");
        private final Map<String, Cors> cors = new LinkedHashMap<>();
        private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        private final List<GuardedPaths.Post> posts = new ArrayList<>();
        private Nonces nonces = Nonces.create();
        private TrustedProxies proxies = TrustedProxies.none();
        private @Nullable MaintenanceMode maintenance;
        private @Nullable SecurityHeaders headers;

        private Builder() {}

        public Builder headers(SecurityHeaders headers) {
            this.headers = headers;
            return this;
        }

        /**
         * Rules the paths that begin with a prefix such as {@code /api/}, or {@code /} for all. Of several prefixes the
         * longest that fits decides. Without one, no other origin reads anything.
         */
        public Builder cors(String pathPrefix, Cors policy) {
            checkPrefix("CORS path prefix", pathPrefix);
            if (cors.putIfAbsent(pathPrefix, policy) != null) {
                problems.add("CORS path prefix \"" + pathPrefix + "\" is stated twice; state it once");
            }
            return this;
        }

        /**
         * Who is believed about the client's address and its TLS; nobody if not said, so that behind a proxy that ends
         * TLS no {@code Strict-Transport-Security} is sent.
         */
        public Builder trustedProxies(TrustedProxies proxies) {
            this.proxies = proxies;
            return this;
        }

        /** When the service is closed, and to whom it stays open; never closed if not said. */
        public Builder maintenance(MaintenanceMode mode) {
            maintenance = mode;
            return this;
        }

        /** Answers this one path, such as {@code /api/cron/backup}, in place of the application. */
        public Builder endpoint(String path, Endpoint endpoint) {
            if (!RequestPath.isSettled(path)) {
                problems.add("endpoint path \"" + path
                        + "\" must begin with a slash, without *, %, ?, #, ;, \\, // or dot segments");
            }
            if (endpoints.putIfAbsent(path, endpoint) != null) {
                problems.add("endpoint path \"" + path + "\" is stated twice; state it once");
            }
            return this;
        }

        /**
         * Stands before the paths that begin with a prefix such as {@code /api/}, or {@code /} for all; several rule
         * one after the other. By case: state no prefix in another case than your router, if that disregards it.
         */
        public Builder guard(String pathPrefix, Guard guard) {
            checkPrefix("path prefix of a guard", pathPrefix);
            posts.add(new GuardedPaths.Post(pathPrefix, guard));
            return this;
        }

        private void checkPrefix(String subject, String prefix) {
            if (!prefix.endsWith("/") || !RequestPath.isSettled(prefix)) {
                problems.add(
                        subject + " \"" + prefix
                                + "\" must begin and end with a slash, as in /api/, without *, %, ?, #, ;, \\, // or dot segments");
            }
        }

        /** Where the nonces come from; random ones if not said. */
        public Builder nonces(Nonces source) {
            nonces = source;
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public HttpSecurity build() {
            SecurityHeaders stated = headers;
            if (stated == null) {
                problems.add("headers are missing; state them, for example SecurityHeaders.owasp()");
            }
            problems.refuse();
            return new HttpSecurity(this, Objects.requireNonNull(stated));
        }
    }
}
