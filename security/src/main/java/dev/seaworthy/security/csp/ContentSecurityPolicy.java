package dev.seaworthy.security.csp;

import dev.seaworthy.security.declaration.Problems;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a page may load, run and be framed by (CSP Level 3). Immutable.
 *
 * <p><b>Guarantees</b>: every directive is a known one, stated once, with checked values; there is a default-src.
 *
 * <p><b>Not covered</b>: whether the sources are safe; {@link Source#UNSAFE_INLINE} is allowed where it is written, and
 * {@link dev.seaworthy.security.csp.audit.CspAudit} tells of it. It is a header: in a {@code meta} element browsers
 * ignore {@code frame-ancestors}, {@code sandbox} and {@code report-uri}.
 */
public final class ContentSecurityPolicy {
    private final Map<Directive, List<String>> directives;
    private final boolean upgradeInsecureRequests;
    private final NonceTemplate secure;
    private final NonceTemplate plain;

    private ContentSecurityPolicy(Builder builder) {
        directives = new LinkedHashMap<>(builder.directives);
        upgradeInsecureRequests = builder.upgradeInsecureRequests;
        String text = directives.entrySet().stream()
                .map(directive -> words(directive.getKey().toString(), directive.getValue()))
                .collect(Collectors.joining("; "));
        plain = new NonceTemplate(text);
        secure = upgradeInsecureRequests ? new NonceTemplate(text + "; " + Directive.UPGRADE_INSECURE_REQUESTS) : plain;
    }

    public static Builder builder() {
        return new Builder(Map.of(), false);
    }

    /**
     * The policy that is written so; {@code 'nonce-{nonce}'} stands for {@link Source#NONCE}.
     *
     * @throws IllegalArgumentException that names all problems: directives that are unknown, misspelt, obsolete or
     *     stated twice, and values that they can't have
     */
    public static ContentSecurityPolicy of(String text) {
        return new PolicyReader(text).read();
    }

    /** The default policy of helmet 8.3, which allows inline styles. */
    public static ContentSecurityPolicy helmet() {
        return builder()
                .defaultSrc(Source.SELF)
                .baseUri(Source.SELF)
                .fontSrc(Source.SELF, Source.scheme("https"), Source.scheme("data"))
                .formAction(Source.SELF)
                .frameAncestors(Source.SELF)
                .imgSrc(Source.SELF, Source.scheme("data"))
                .objectSrc(Source.NONE)
                .scriptSrc(Source.SELF)
                .scriptSrcAttr(Source.NONE)
                .styleSrc(Source.SELF, Source.scheme("https"), Source.UNSAFE_INLINE)
                .upgradeInsecureRequests()
                .build();
    }

    /** The policy that the OWASP Secure Headers Project proposes. */
    public static ContentSecurityPolicy owasp() {
        return builder()
                .defaultSrc(Source.SELF)
                .formAction(Source.SELF)
                .baseUri(Source.SELF)
                .objectSrc(Source.NONE)
                .frameAncestors(Source.NONE)
                .upgradeInsecureRequests()
                .build();
    }

    /** For answers that are no page: nothing is loaded, nobody frames it. */
    public static ContentSecurityPolicy jsonApi() {
        return builder().defaultSrc(Source.NONE).frameAncestors(Source.NONE).build();
    }

    /**
     * For pages whose scripts and inline styles carry the nonce of the response ("strict CSP"): a script runs if it has
     * the nonce, or if one that has it loads it; all else comes from the page's own origin.
     */
    public static ContentSecurityPolicy htmlPage() {
        return builder()
                .defaultSrc(Source.SELF)
                .scriptSrc(Source.NONCE, Source.STRICT_DYNAMIC)
                .styleSrc(Source.SELF, Source.NONCE)
                .objectSrc(Source.NONE)
                .baseUri(Source.NONE)
                .formAction(Source.SELF)
                .frameAncestors(Source.NONE)
                .upgradeInsecureRequests()
                .build();
    }

    /** Every directive may be stated anew, once. */
    public Builder toBuilder() {
        return new Builder(directives, upgradeInsecureRequests);
    }

    /** Whether each response needs a nonce of its own. */
    public boolean usesNonce() {
        return plain.hasNonce();
    }

    /** The name of {@code Reporting-Endpoints} that it reports to. */
    public Optional<String> reportTo() {
        return directives.getOrDefault(Directive.REPORT_TO, List.of()).stream().findFirst();
    }

    /** Whether violations are told to anybody. */
    public boolean reports() {
        return directives.containsKey(Directive.REPORT_TO) || directives.containsKey(Directive.REPORT_URI);
    }

    /** Whether it has a directive. */
    public boolean states(Directive directive) {
        return directives.containsKey(directive)
                || (upgradeInsecureRequests && directive == Directive.UPGRADE_INSECURE_REQUESTS);
    }

    /**
     * The value of the header; {@code upgrade-insecure-requests} is part of it on secure requests only.
     *
     * @throws IllegalStateException if it uses a nonce
     */
    public String render(boolean secure) {
        return template(secure).fixed();
    }

    /** The value of the header of one response, with its nonce where {@link Source#NONCE} stands. */
    public String render(boolean secure, Nonce nonce) {
        return template(secure).with(nonce);
    }

    private NonceTemplate template(boolean secure) {
        return secure ? this.secure : plain;
    }

    /** With {@code 'nonce-{nonce}'} where each response's nonce stands; {@link #of(String)} reads it again. */
    @Override
    public String toString() {
        return secure.toString();
    }

    private static String words(String name, List<String> values) {
        return Stream.concat(Stream.of(name), values.stream()).collect(Collectors.joining(" "));
    }

    /** States directives; they are sent in the order in which they were first stated. */
    public static final class Builder {
        private final Map<Directive, List<String>> directives;
        private final Set<Directive> stated = EnumSet.noneOf(Directive.class);
        private final Problems problems = new Problems("Content-Security-Policy");
        private final PolicyRules rules = new PolicyRules(problems);
        private boolean upgradeInsecureRequests;

        private Builder(Map<Directive, List<String>> directives, boolean upgradeInsecureRequests) {
            this.directives = new LinkedHashMap<>(directives);
            this.upgradeInsecureRequests = upgradeInsecureRequests;
        }

        public Builder defaultSrc(Source... sources) {
            return put(Directive.DEFAULT_SRC, sources);
        }

        public Builder scriptSrc(Source... sources) {
            return put(Directive.SCRIPT_SRC, sources);
        }

        public Builder scriptSrcElem(Source... sources) {
            return put(Directive.SCRIPT_SRC_ELEM, sources);
        }

        public Builder scriptSrcAttr(Source... sources) {
            return put(Directive.SCRIPT_SRC_ATTR, sources);
        }

        public Builder styleSrc(Source... sources) {
            return put(Directive.STYLE_SRC, sources);
        }

        public Builder styleSrcElem(Source... sources) {
            return put(Directive.STYLE_SRC_ELEM, sources);
        }

        public Builder styleSrcAttr(Source... sources) {
            return put(Directive.STYLE_SRC_ATTR, sources);
        }

        public Builder imgSrc(Source... sources) {
            return put(Directive.IMG_SRC, sources);
        }

        public Builder fontSrc(Source... sources) {
            return put(Directive.FONT_SRC, sources);
        }

        public Builder connectSrc(Source... sources) {
            return put(Directive.CONNECT_SRC, sources);
        }

        public Builder mediaSrc(Source... sources) {
            return put(Directive.MEDIA_SRC, sources);
        }

        public Builder objectSrc(Source... sources) {
            return put(Directive.OBJECT_SRC, sources);
        }

        public Builder frameSrc(Source... sources) {
            return put(Directive.FRAME_SRC, sources);
        }

        public Builder childSrc(Source... sources) {
            return put(Directive.CHILD_SRC, sources);
        }

        public Builder workerSrc(Source... sources) {
            return put(Directive.WORKER_SRC, sources);
        }

        public Builder manifestSrc(Source... sources) {
            return put(Directive.MANIFEST_SRC, sources);
        }

        /** Has no fallback: without it any base element is followed. */
        public Builder baseUri(Source... sources) {
            return put(Directive.BASE_URI, sources);
        }

        /** Has no fallback: without it a form may be sent anywhere. */
        public Builder formAction(Source... sources) {
            return put(Directive.FORM_ACTION, sources);
        }

        /** Has no fallback: without it any site may frame the page. */
        public Builder frameAncestors(Source... sources) {
            return put(Directive.FRAME_ANCESTORS, sources);
        }

        /** What the page may do although it is in a sandbox: nothing unless it is named. */
        public Builder sandbox(Sandbox... allowed) {
            return words(
                    Directive.SANDBOX,
                    Arrays.stream(allowed).map(Sandbox::toString).toList());
        }

        /** Lets no plain text reach a place of the DOM where it could become a script (Trusted Types). */
        public Builder requireTrustedTypesForScript() {
            return words(Directive.REQUIRE_TRUSTED_TYPES_FOR, List.of("'script'"));
        }

        /** The names of the Trusted Types policies that scripts may make; {@code 'none'} if none. */
        public Builder trustedTypes(String... policies) {
            return words(Directive.TRUSTED_TYPES, List.of(policies));
        }

        /**
         * Where browsers send violations, in the form that all of them know, though the standard calls it deprecated;
         * ignored where {@link #reportTo} is known.
         */
        public Builder reportUri(String... uris) {
            return words(Directive.REPORT_URI, List.of(uris));
        }

        /** Where browsers send violations: a name that {@code Reporting-Endpoints} explains. */
        public Builder reportTo(String endpoint) {
            return words(Directive.REPORT_TO, List.of(endpoint));
        }

        /** Forbids WebRTC connections, by which a script could otherwise send out what it has read. */
        public Builder blockWebrtc() {
            return words(Directive.WEBRTC, List.of("'block'"));
        }

        public Builder upgradeInsecureRequests() {
            upgradeInsecureRequests = true;
            return this;
        }

        /**
         * What was stated, checked as a whole.
         *
         * @throws IllegalArgumentException that names all problems of what was stated
         */
        public ContentSecurityPolicy build() {
            if (!directives.containsKey(Directive.DEFAULT_SRC)) {
                problems.add("has no default-src, so what it does not name is allowed; state"
                        + " defaultSrc(Source.NONE) or defaultSrc(Source.SELF)");
            }
            problems.refuse();
            return new ContentSecurityPolicy(this);
        }

        Builder put(Directive directive, Source... sources) {
            List<Source> list = List.of(sources);
            rules.check(directive, list);
            return state(directive, list.stream().map(Source::expression).toList());
        }

        Builder words(Directive directive, List<String> words) {
            rules.checkWords(directive, words);
            return directive == Directive.UPGRADE_INSECURE_REQUESTS
                    ? upgradeInsecureRequests()
                    : state(directive, words);
        }

        void collect(Runnable statement) {
            problems.collect(statement);
        }

        void problem(String problem) {
            problems.add(problem);
        }

        Builder state(Directive directive, List<String> values) {
            if (!stated.add(directive)) {
                rules.problem(
                        directive, "is stated twice, and browsers follow the first; state all its sources at once");
            }
            directives.put(directive, values);
            return this;
        }
    }
}
