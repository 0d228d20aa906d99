package dev.seaworthy.security.cors;

import java.util.Locale;

/**
 * One thing that is wrong with a policy, for forms and dashboards that tell it in words of their own. Immutable.
 *
 * @param value what was stated, as it was stated; empty where the problem is that something is not
 */
public record CorsProblem(Kind kind, String value) {
    /** Which rule is broken. The order is of no meaning. */
    public enum Kind {
        ORIGIN_MISSING("no origin is named; name one, or take Cors.denyAll()"),
        ORIGIN_ANY_AS_NAME("origin * is not named here; call allowAnyOriginUnsafely() if every site may read"),
        ORIGIN_ANY_BESIDE_NAMED("any origin is allowed, and some are named besides; choose one"),
        ORIGIN_ANY_WITH_CREDENTIALS("any origin with credentials lets every site act as the user; name the origins"),
        ORIGIN_NULL("origin null is refused, as any sandboxed frame has it; name the real origin"),
        ORIGIN_NULL_WITH_CREDENTIALS("origin null with credentials lets every site act as the user, through a sandboxed"
                + " frame; name the real origin"),
        ORIGIN_TOO_LONG("origin %s is longer than a host name can be; shorten it"),
        ORIGIN_NOT_ASCII("origin %s is not in ASCII, as browsers send it; write its host in Punycode"),
        ORIGIN_UPPER_CASE("origin %s has capitals, which browsers never send; write %s"),
        ORIGIN_SCHEME("origin %s has no scheme that a page can have; write https://host or https://host:port"),
        ORIGIN_NOT_BARE("origin %s has more than scheme, host and port; leave out path, last slash and user"),
        ORIGIN_WILDCARD("origin %s has a * that stands elsewhere than as the first label before a domain, or as the"
                + " port; write https://*.example.com or https://example.com:*"),
        ORIGIN_HOST("origin %s has a host that browsers do not send so; write a domain, a dotted IPv4 address, or"
                + " the shortest form of an IPv6 address in brackets"),
        ORIGIN_PORT("origin %s has no such port; write 1 to 65535 without leading zeros, or *"),
        ORIGIN_DEFAULT_PORT("origin %s names its default port, which browsers leave out; leave it out"),
        ORIGIN_INSECURE_WITH_CREDENTIALS(
                "origin %s with credentials lets everyone on the network act as the user; use https"),
        ORIGIN_PUBLIC_SUFFIX_WITH_CREDENTIALS("origin %s with credentials lets strangers act as the user, as anyone can"
                + " have a name under that domain; name the origins"),
        ORIGIN_REPEATED("origin %s is named twice; name it once"),
        METHOD_NAME("method \"%s\" is not a method's name; name each method, without *"),
        METHOD_FORBIDDEN("method %s is one that browsers never send; leave it out"),
        METHOD_CASE("method %s is not %3$s, as methods are case-sensitive; write %3$s"),
        METHOD_REPEATED("method %s is named twice; name it once"),
        METHOD_ANY_WITH_CREDENTIALS("any method is not understood by browsers with credentials; name the methods"),
        HEADER_NAME("header \"%s\" is not a header's name; name each header, without *"),
        HEADER_FORBIDDEN("header %s is one that no page can send, as it is the browser's own; leave it out"),
        HEADER_MISPLACED("header %s is one of responses; leave it out"),
        HEADER_REPEATED("header %s is named twice; name it once"),
        HEADER_ANY_WITH_CREDENTIALS("any header is not understood by browsers with credentials; name the headers"),
        EXPOSED_HEADER_NAME("exposed header \"%s\" is not a header's name; name each header, without *"),
        EXPOSED_HEADER_FORBIDDEN("exposed header %s is one that browsers show to no page; leave it out"),
        EXPOSED_HEADER_MISPLACED("exposed header %s is of requests or for the browser alone; leave it out"),
        EXPOSED_HEADER_REPEATED("exposed header %s is named twice; name it once"),
        EXPOSED_HEADER_ANY_WITH_CREDENTIALS(
                "exposing any header is not understood by browsers with credentials; name the headers"),
        MAX_AGE("max age is %s; give whole seconds from 0 to 86400"),
        FIELD_TOO_LONG("%s would take more than 8192 characters, which servers and proxies refuse; name fewer");

        private final String rule;

        Kind(String rule) {
            this.rule = rule;
        }
    }

    /** What is wrong, with which value, and what to do. */
    public String message() {
        String shown = value.isEmpty() && !kind.rule.contains("\"") ? "\"\"" : Quoted.plain(value);
        return kind.rule.formatted(shown, shown.toLowerCase(Locale.ROOT), shown.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return message();
    }
}
