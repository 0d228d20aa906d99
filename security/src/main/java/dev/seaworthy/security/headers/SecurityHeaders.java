package dev.seaworthy.security.headers;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers that every response carries, and those that none carries. Immutable.
 *
 * <p><b>Guarantees</b>: every name and value was checked when it was stated ({@link HeaderField}); over plain HTTP
 * neither {@code Strict-Transport-Security} (RFC 6797 §7.2) nor {@code upgrade-insecure-requests} is sent.
 *
 * <p><b>Not covered</b>: headers that the application sets later on the same response win.
 */
public final class SecurityHeaders {
    private static final String HSTS = "Strict-Transport-Security";
    private static final String CSP = "Content-Security-Policy";

    private final List<HeaderField> secure;
    private final List<HeaderField> plain;
    private final Set<String> removed;

    private SecurityHeaders(Builder builder) {
        secure = builder.secure.list();
        plain = builder.plain.list();
        removed = builder.removed();
    }

    /** No header at all. */
    public static Builder builder() {
        return new Builder(List.of(), List.of(), Set.of());
    }

    /**
     * The defaults of helmet 8.3, the best-known library of this kind; HSTS on secure requests only is our difference.
     */
    public static SecurityHeaders helmet() {
        return builder()
                .contentSecurityPolicy(ContentSecurityPolicy.helmet())
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .originAgentCluster()
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .strictTransportSecurity(
                        StrictTransportSecurity.of(Duration.ofDays(365)).withSubDomains())
                .contentTypeOptionsNosniff()
                .dnsPrefetchControlOff()
                .downloadOptionsNoopen()
                .frameOptions(FrameOptions.SAMEORIGIN)
                .permittedCrossDomainPolicies(PermittedCrossDomainPolicies.NONE)
                .xssProtection(XssProtection.DISABLED)
                .remove("X-Powered-By")
                .build();
    }

    /**
     * What the OWASP Secure Headers Project proposes for every response; so without {@code Clear-Site-Data}, which is
     * for signing out. It forbids embedding what did not opt in and caching: read it before you take it for a page.
     */
    public static SecurityHeaders owasp() {
        return builder()
                .header("Cache-Control", "no-store, max-age=0")
                .contentSecurityPolicy(ContentSecurityPolicy.owasp())
                .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.REQUIRE_CORP)
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .header("Permissions-Policy", OwaspPermissions.VALUE)
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .strictTransportSecurity(
                        StrictTransportSecurity.of(Duration.ofDays(730)).withSubDomains())
                .contentTypeOptionsNosniff()
                .frameOptions(FrameOptions.DENY)
                .remove("Server", "X-Powered-By")
                .build();
    }

    /** For answers that no browser shows as a page: nothing may be loaded, framed, sniffed, cached or embedded. */
    public static SecurityHeaders jsonApi() {
        return builder()
                .header("Cache-Control", "no-store")
                .contentSecurityPolicy(ContentSecurityPolicy.jsonApi())
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .strictTransportSecurity(
                        StrictTransportSecurity.of(Duration.ofDays(730)).withSubDomains())
                .contentTypeOptionsNosniff()
                .frameOptions(FrameOptions.DENY)
                .remove("Server", "X-Powered-By")
                .build();
    }

    public Builder toBuilder() {
        return new Builder(secure, plain, removed);
    }

    /** Writes them; {@code secure} says that the client's own request came over TLS. */
    public void writeTo(HeaderSink sink, boolean secure) {
        removed.forEach(sink::remove);
        for (HeaderField field : secure ? this.secure : plain) {
            sink.set(field.name(), field.value());
        }
    }

    /** Whether no response carries this header. */
    public boolean removes(String name) {
        return removed.contains(name);
    }

    @Override
    public String toString() {
        return "SecurityHeaders" + secure;
    }

    /** States headers, each in the words of its own name; what is said last about a header holds. */
    public static final class Builder {
        private final Fields secure;
        private final Fields plain;
        private final Set<String> removed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

        private Builder(List<HeaderField> secure, List<HeaderField> plain, Set<String> removed) {
            this.secure = new Fields(secure);
            this.plain = new Fields(plain);
            this.removed.addAll(removed);
        }

        /** Without {@code upgrade-insecure-requests} over plain HTTP. */
        public Builder contentSecurityPolicy(ContentSecurityPolicy policy) {
            return put(new HeaderField(CSP, policy.render(true)), new HeaderField(CSP, policy.render(false)));
        }

        /** Sent on secure requests only. */
        public Builder strictTransportSecurity(StrictTransportSecurity hsts) {
            secure.put(new HeaderField(HSTS, hsts.value()));
            removed.remove(HSTS);
            return this;
        }

        /** {@code X-Content-Type-Options: nosniff}. */
        public Builder contentTypeOptionsNosniff() {
            return header("X-Content-Type-Options", "nosniff");
        }

        public Builder frameOptions(FrameOptions options) {
            return header("X-Frame-Options", options.value());
        }

        public Builder xssProtection(XssProtection protection) {
            return header("X-XSS-Protection", protection.value());
        }

        public Builder referrerPolicy(ReferrerPolicy policy) {
            return header("Referrer-Policy", policy.value());
        }

        public Builder crossOriginOpenerPolicy(CrossOriginOpenerPolicy policy) {
            return header("Cross-Origin-Opener-Policy", policy.value());
        }

        public Builder crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy policy) {
            return header("Cross-Origin-Embedder-Policy", policy.value());
        }

        public Builder crossOriginResourcePolicy(CrossOriginResourcePolicy policy) {
            return header("Cross-Origin-Resource-Policy", policy.value());
        }

        /** {@code Origin-Agent-Cluster: ?1}. */
        public Builder originAgentCluster() {
            return header("Origin-Agent-Cluster", "?1");
        }

        /** {@code X-DNS-Prefetch-Control: off}. */
        public Builder dnsPrefetchControlOff() {
            return header("X-DNS-Prefetch-Control", "off");
        }

        /** {@code X-Download-Options: noopen}. */
        public Builder downloadOptionsNoopen() {
            return header("X-Download-Options", "noopen");
        }

        public Builder permittedCrossDomainPolicies(PermittedCrossDomainPolicies policies) {
            return header("X-Permitted-Cross-Domain-Policies", policies.value());
        }

        /** Any other header with one value; a policy and HSTS have their own methods, which know about plain HTTP. */
        public Builder header(String name, String value) {
            if (name.equalsIgnoreCase(CSP) || name.equalsIgnoreCase(HSTS)) {
                throw new IllegalArgumentException("Header " + name
                        + " depends on the request; state it by contentSecurityPolicy or strictTransportSecurity");
            }
            HeaderField field = new HeaderField(name, value);
            return put(field, field);
        }

        /** Does not send these, and takes them off the response if the server or the application put them there. */
        public Builder remove(String... names) {
            for (String name : names) {
                HeaderField.requireToken(name);
                secure.remove(name);
                plain.remove(name);
                removed.add(name);
            }
            return this;
        }

        public SecurityHeaders build() {
            return new SecurityHeaders(this);
        }

        private Builder put(HeaderField overTls, HeaderField overHttp) {
            secure.put(overTls);
            plain.put(overHttp);
            removed.remove(overTls.name());
            return this;
        }

        private Set<String> removed() {
            Set<String> copy = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            copy.addAll(removed);
            return copy;
        }
    }
}
