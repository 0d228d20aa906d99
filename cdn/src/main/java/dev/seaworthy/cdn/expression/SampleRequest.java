package dev.seaworthy.cdn.expression;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to try rules with. Immutable; each method gives another one.
 *
 * <p>What is not stated is so: no header, no cookie, no verified bot; the address, its country and its network are
 * unknown, and what hangs on them is {@link Match#UNKNOWN}.
 */
public final class SampleRequest {
    private final URI uri;
    private final String method;
    private final List<Pair> headers;
    private final List<Pair> cookies;
    private final Client client;
    /** Read once, as a sample is tried with many rules. */
    private final Map<FieldName, Optional<List<String>>> known = new EnumMap<>(FieldName.class);

    private record Pair(String name, String value) {}

    /** @param open whether what is not stated is unknown */
    private record Client(
            boolean open, Optional<String> ip, Optional<String> country, Optional<Long> asn, boolean verifiedBot) {}

    private SampleRequest(URI uri, String method, List<Pair> headers, List<Pair> cookies, Client client) {
        this.uri = uri;
        this.method = method;
        this.headers = headers;
        this.cookies = cookies;
        this.client = client;
        for (FieldName field : FieldName.values()) {
            if (field.kind() != Kind.NAMED_TEXTS && field.kind() != Kind.FLAG) {
                known.put(field, read(field));
            }
        }
    }

    /** A GET of an absolute URL. */
    public static SampleRequest get(String url) {
        return get(url, false);
    }

    /**
     * A GET of an absolute URL by anybody: its query, its headers, its cookies and whether a verified bot sent it are
     * {@link Match#UNKNOWN} unless they are stated.
     */
    public static SampleRequest getByAnybody(String url) {
        return get(url, true);
    }

    private static SampleRequest get(String url, boolean open) {
        URI uri = URI.create(url);
        if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("A sample needs an absolute URL of http or https: " + url);
        }
        Client client = new Client(open, Optional.empty(), Optional.empty(), Optional.empty(), false);
        return new SampleRequest(uri, "GET", List.of(), List.of(), client);
    }

    public SampleRequest method(String name) {
        return new SampleRequest(uri, Objects.requireNonNull(name, "name"), headers, cookies, client);
    }

    /** One more header; its name in any case. */
    public SampleRequest header(String name, String value) {
        return new SampleRequest(uri, method, plus(headers, lower(name), value), cookies, client);
    }

    public SampleRequest userAgent(String value) {
        return header("user-agent", value);
    }

    public SampleRequest cookie(String name, String value) {
        return new SampleRequest(uri, method, headers, plus(cookies, name, value), client);
    }

    /** The visitor's address: IPv4 or IPv6. */
    public SampleRequest ip(String address) {
        if (Cidr.of(address).isRange()) {
            throw new IllegalArgumentException("A visitor has one address: " + address);
        }
        return by(new Client(client.open, Optional.of(address), client.country, client.asn, client.verifiedBot));
    }

    /** Two capital letters (ISO 3166-1). */
    public SampleRequest country(String code) {
        return by(new Client(client.open, client.ip, Optional.of(code), client.asn, client.verifiedBot));
    }

    public SampleRequest asn(long number) {
        return by(new Client(client.open, client.ip, client.country, Optional.of(number), client.verifiedBot));
    }

    /** Sent by a bot that Cloudflare has verified, as search engines are. */
    public SampleRequest verifiedBot() {
        return by(new Client(client.open, client.ip, client.country, client.asn, true));
    }

    /** The same request for another path, which is as in a URL: with its escapes, without a query. */
    public SampleRequest path(String path) {
        URI moved = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path);
        return new SampleRequest(moved, method, headers, cookies, client);
    }

    public URI uri() {
        return uri;
    }

    /** As sent: with its escapes, {@code /} if the URL has none. */
    public String path() {
        return uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    }

    /** The values that are known; empty if nothing is. A missing text is the empty one. */
    Optional<List<String>> values(FieldName field, String key) {
        return switch (field) {
            case HEADERS -> stated(named(headers, key));
            case COOKIES -> stated(named(cookies, key));
            default -> known.getOrDefault(field, Optional.empty());
        };
    }

    private Optional<List<String>> read(FieldName field) {
        return switch (field) {
            case PATH -> text(path());
            case EXTENSION -> text(extension());
            case URI -> queried(path() + query("?"));
            case FULL_URI -> queried(uri.getScheme() + "://" + uri.getRawAuthority() + path() + query("?"));
            case QUERY -> queried(query(""));
            case HOST -> text(lower(uri.getHost()));
            case METHOD -> text(method);
            case REFERER -> spoken(header("referer"));
            case USER_AGENT -> spoken(header("user-agent"));
            case COOKIE -> spoken(cookieHeader());
            case COUNTRY -> client.country.map(List::of);
            case ASN -> client.asn.map(number -> List.of(Long.toString(number)));
            case IP -> client.ip.map(List::of);
            case HEADERS, COOKIES, SSL, VERIFIED_BOT -> Optional.empty();
        };
    }

    Match flag(FieldName field) {
        if (field == FieldName.SSL) {
            return Match.of("https".equals(uri.getScheme()));
        }
        return client.open && !client.verifiedBot ? Match.UNKNOWN : Match.of(client.verifiedBot);
    }

    private Optional<List<String>> queried(String value) {
        return client.open && uri.getRawQuery() == null ? Optional.empty() : text(value);
    }

    private Optional<List<String>> spoken(String value) {
        return client.open && value.isEmpty() ? Optional.empty() : text(value);
    }

    private Optional<List<String>> stated(List<String> values) {
        return client.open && values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    private String query(String before) {
        return uri.getRawQuery() == null ? "" : before + uri.getRawQuery();
    }

    /** In small letters, as Cloudflare has it. */
    private String extension() {
        String file = path().substring(path().lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return dot < 0 ? "" : lower(file.substring(dot + 1));
    }

    private String header(String name) {
        return named(headers, name).stream().findFirst().orElse("");
    }

    private String cookieHeader() {
        List<String> pairs =
                cookies.stream().map(cookie -> cookie.name + "=" + cookie.value).toList();
        return pairs.isEmpty() ? header("cookie") : String.join("; ", pairs);
    }

    private static Optional<List<String>> text(String value) {
        return Optional.of(List.of(ByteText.of(value)));
    }

    private static List<String> named(List<Pair> pairs, String key) {
        return pairs.stream()
                .filter(pair -> pair.name.equals(key))
                .map(pair -> ByteText.of(pair.value))
                .toList();
    }

    private SampleRequest by(Client another) {
        return new SampleRequest(uri, method, headers, cookies, another);
    }

    private static List<Pair> plus(List<Pair> pairs, String name, String value) {
        List<Pair> more = new ArrayList<>(pairs);
        more.add(new Pair(name, value));
        return List.copyOf(more);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}
