package dev.seaworthy.security.http;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.cors.CorsDecision;
import dev.seaworthy.security.csp.Nonce;
import dev.seaworthy.security.csp.Nonces;
import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.headers.SecurityHeaders;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes security headers before anything else runs, and answers preflights itself. Register it first, for all paths
 * and for the dispatches REQUEST, ASYNC and ERROR. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: the headers stand on whatever the application answers, {@code sendError}, exceptions and
 * {@code reset} included; so does the CORS decision, which is that of the first dispatch. An allowed preflight is
 * answered by 204, a refused one by 403; neither reaches the application. If the headers use a nonce, each response has
 * one of its own, which the page finds in the request's attribute {@link #NONCE}, also on an error page.
 *
 * <p><b>Not covered</b>: what the application itself sets under the same name wins. A request from an origin that is
 * not allowed reaches the application, only without CORS headers. On error pages of its own, Jetty drops {@code Vary}
 * and puts its {@code no-store} in place of our {@code Cache-Control} after the last filter; an error page of yours
 * keeps both. No response can remove what Jetty says of itself: leave {@code HttpConfiguration.setSendServerVersion}
 * and {@code setSendXPoweredBy} off.
 */
public final class SecurityFilter implements Filter {
    /** The attribute of a request that holds the nonce of its response, as a text: {@value}. */
    public static final String NONCE = "dev.seaworthy.security.nonce";

    private final String decisionAttribute = SecurityFilter.class.getName() + '@' + System.identityHashCode(this);
    private final SecurityHeaders headers;
    private final Predicate<HttpServletRequest> secure;
    private final CorsPaths cors;
    private final Nonces nonces;

    private SecurityFilter(
            SecurityHeaders headers, Predicate<HttpServletRequest> secure, CorsPaths cors, Nonces nonces) {
        this.headers = headers;
        this.secure = secure;
        this.cors = cors;
        this.nonces = nonces;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
    }

    private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CorsDecision decision = decision(request);
        HardenedResponse hardened = new HardenedResponse(response, headers, writer(request), decision);
        hardened.harden();
        if (decision.answersPreflight()) {
            response.setStatus(preflightStatus(decision));
        } else {
            chain.doFilter(request, hardened);
        }
    }

    private Consumer<HeaderSink> writer(HttpServletRequest request) {
        boolean isSecure = secure.test(request);
        if (!headers.usesNonce()) {
            return sink -> headers.writeTo(sink, isSecure);
        }
        Nonce nonce = nonce(request);
        return sink -> headers.writeTo(sink, isSecure, nonce);
    }

    /** A response has one, however often its request is dispatched. */
    private Nonce nonce(HttpServletRequest request) {
        if (request.getAttribute(NONCE) instanceof String earlier) {
            return new Nonce(earlier);
        }
        Nonce nonce = nonces.next();
        request.setAttribute(NONCE, nonce.value());
        return nonce;
    }

    /** The path of an error page must not decide anew. */
    private CorsDecision decision(HttpServletRequest request) {
        if (request.getAttribute(decisionAttribute) instanceof CorsDecision earlier) {
            return earlier;
        }
        CorsDecision decision = cors.decide(request);
        request.setAttribute(decisionAttribute, decision);
        return decision;
    }

    private static int preflightStatus(CorsDecision decision) {
        return decision instanceof CorsDecision.Preflight
                ? HttpServletResponse.SC_NO_CONTENT
                : HttpServletResponse.SC_FORBIDDEN;
    }

    /** States what the filter writes. */
    public static final class Builder {
        private final Map<String, Cors> cors = new LinkedHashMap<>();
        private Predicate<HttpServletRequest> secure = HttpServletRequest::isSecure;
        private Nonces nonces = Nonces.create();
        private @Nullable SecurityHeaders headers;

        private Builder() {}

        public Builder headers(SecurityHeaders headers) {
            this.headers = headers;
            return this;
        }

        /**
         * Rules the paths that begin with a prefix such as {@code /api/}, or {@code /} for all. Of several prefixes the
         * first stated that fits decides. Without one, no other origin reads anything.
         */
        public Builder cors(String pathPrefix, Cors policy) {
            if (!pathPrefix.startsWith("/") || !pathPrefix.endsWith("/")) {
                throw new IllegalArgumentException("CORS path prefix " + pathPrefix
                        + " must begin and end with a slash, as in /api/; leave out *");
            }
            if (cors.putIfAbsent(pathPrefix, policy) != null) {
                throw new IllegalArgumentException(
                        "CORS path prefix " + pathPrefix + " is stated twice; state it once");
            }
            return this;
        }

        /**
         * Tells which requests came over TLS; the default believes the container
         * ({@link HttpServletRequest#isSecure()}), which may believe a proxy. Do not believe {@code X-Forwarded-Proto}
         * here unless a proxy of yours always writes it.
         */
        public Builder secureWhen(Predicate<HttpServletRequest> secure) {
            this.secure = secure;
            return this;
        }

        /** Where the nonces come from; random ones if not said. */
        public Builder nonces(Nonces source) {
            this.nonces = source;
            return this;
        }

        public SecurityFilter build() {
            SecurityHeaders stated = headers;
            if (stated == null) {
                throw new IllegalArgumentException(
                        "SecurityFilter has no headers; state them, for example SecurityHeaders.owasp()");
            }
            return new SecurityFilter(stated, secure, new CorsPaths(cors), nonces);
        }
    }
}
