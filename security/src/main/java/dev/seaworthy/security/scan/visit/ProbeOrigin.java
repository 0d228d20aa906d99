package dev.seaworthy.security.scan.visit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An origin that a scan says it comes from. */
public record ProbeOrigin(Kind kind, String origin) {
    private static final String EVIL = "evil.example";

    /** Its relation to the host, and the fault of servers that let it in. */
    public enum Kind {
        /** The server's own, to see whether an answer depends on who asks. */
        OWN("the site itself"),
        ATTACKER("any site"),
        NULL("null, which a frame in a sandbox has"),
        PREFIX("a site whose name begins with this one's"),
        SUFFIX("a site whose name ends with this one's"),
        DOT("a site with a letter where this one's name has a dot"),
        UNDERSCORE("a site with an underscore after this one's name"),
        BACKTICK("a site with a backtick after this one's name"),
        PLAIN_TWIN("the same host over plain HTTP"),
        SUBDOMAIN("every subdomain");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public boolean isHostile() {
            return this != OWN;
        }

        /** {@code plain-twin}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@code a site whose name ends with this one's}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * All that make sense of this host, its own last.
     *
     * @param word that nobody can have stated
     */
    static List<ProbeOrigin> of(URI url, String word) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT) + "://";
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String place = host + Hosts.port(url);
        List<ProbeOrigin> origins = new ArrayList<>();
        origins.add(new ProbeOrigin(Kind.ATTACKER, "https://" + word + ".example"));
        origins.add(new ProbeOrigin(Kind.NULL, "null"));
        origins.add(new ProbeOrigin(Kind.PREFIX, scheme + host + "." + EVIL));
        origins.add(new ProbeOrigin(Kind.SUFFIX, scheme + "evil" + place));
        origins.add(new ProbeOrigin(Kind.UNDERSCORE, scheme + host + "_." + EVIL));
        origins.add(new ProbeOrigin(Kind.BACKTICK, scheme + host + "`." + EVIL));
        if (!Hosts.isNumber(host)) {
            origins.add(new ProbeOrigin(Kind.SUBDOMAIN, scheme + word + "." + place));
            if (host.contains(".")) {
                origins.add(new ProbeOrigin(Kind.DOT, scheme + host.replaceFirst("\\.", "x") + Hosts.port(url)));
            }
        }
        if (Hosts.isSecure(url)) {
            origins.add(new ProbeOrigin(Kind.PLAIN_TWIN, "http://" + place));
        }
        origins.add(new ProbeOrigin(Kind.OWN, scheme + place));
        return origins;
    }
}
