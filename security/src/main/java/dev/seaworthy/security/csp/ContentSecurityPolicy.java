package dev.seaworthy.security.csp;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a page may load, run and be framed by (CSP Level 3). Immutable.
 *
 * <p><b>Guarantees</b>: every directive is a known one, stated once, with checked sources; there is a default-src.
 *
 * <p><b>Not covered</b>: whether the sources are safe; {@link Source#UNSAFE_INLINE} is allowed where it is written.
 */
public final class ContentSecurityPolicy {
    private static final String UPGRADE = "upgrade-insecure-requests";

    private final Map<Directive, List<Source>> directives;
    private final boolean upgradeInsecureRequests;
    private final String secure;
    private final String plain;

    private ContentSecurityPolicy(Builder builder) {
        directives = Collections.unmodifiableMap(new LinkedHashMap<>(builder.directives));
        upgradeInsecureRequests = builder.upgradeInsecureRequests;
        plain = directives.entrySet().stream()
                .map(directive -> directive.getKey() + " " + spaced(directive.getValue()))
                .collect(Collectors.joining("; "));
        secure = upgradeInsecureRequests ? plain + "; " + UPGRADE : plain;
    }

    public static Builder builder() {
        return new Builder(Map.of(), false);
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

    /** Every directive may be stated anew, once. */
    public Builder toBuilder() {
        return new Builder(directives, upgradeInsecureRequests);
    }

    /** The value of the header; {@code upgrade-insecure-requests} is part of it on secure requests only. */
    public String render(boolean secure) {
        return secure ? this.secure : plain;
    }

    @Override
    public String toString() {
        return secure;
    }

    private static String spaced(List<Source> sources) {
        return sources.stream().map(Source::expression).collect(Collectors.joining(" "));
    }

    /** States directives; they are sent in the order in which they were first stated. */
    public static final class Builder {
        private final Map<Directive, List<Source>> directives;
        private final Set<Directive> stated = EnumSet.noneOf(Directive.class);
        private boolean upgradeInsecureRequests;

        private Builder(Map<Directive, List<Source>> directives, boolean upgradeInsecureRequests) {
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

        public Builder upgradeInsecureRequests() {
            upgradeInsecureRequests = true;
            return this;
        }

        public ContentSecurityPolicy build() {
            if (!directives.containsKey(Directive.DEFAULT_SRC)) {
                throw new IllegalArgumentException("Content-Security-Policy has no default-src, so what it does not"
                        + " name is allowed; state defaultSrc(Source.NONE) or defaultSrc(Source.SELF)");
            }
            return new ContentSecurityPolicy(this);
        }

        private Builder put(Directive directive, Source... sources) {
            List<Source> list = List.of(sources);
            if (!stated.add(directive)) {
                throw refused(
                        directive, "is stated twice, and browsers follow the first; state all its sources at once");
            }
            if (list.isEmpty()) {
                throw refused(directive, "has no source; state Source.NONE if that is meant");
            }
            if (list.contains(Source.NONE) && list.size() > 1) {
                throw refused(directive, "has 'none' beside other sources; it stands alone or not at all");
            }
            if (Set.copyOf(list).size() < list.size()) {
                throw refused(directive, "names a source twice; name it once");
            }
            directives.put(directive, list);
            return this;
        }

        private static IllegalArgumentException refused(Directive directive, String rule) {
            return new IllegalArgumentException("Content-Security-Policy: " + directive + " " + rule);
        }
    }
}
