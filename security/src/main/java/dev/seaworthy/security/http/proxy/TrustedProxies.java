package dev.seaworthy.security.http.proxy;

import dev.seaworthy.security.http.message.IncomingRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which proxies are believed when they say who the client is, and whether it came by TLS. Immutable.
 *
 * <p>The way of a request is read from its end, the connection, towards its beginning: each station was written down by
 * the one after it, so that it counts only as far as those after it are trusted. What a client itself sent in these
 * headers stands before that, and is never reached.
 *
 * <p><b>Not covered</b>: a trusted proxy that passes on the client's own {@code X-Forwarded-Proto}, or adds to the
 * client's own line of {@code Forwarded}: a quote that the client opened voids the rest. Have it write them anew.
 */
public final class TrustedProxies {
    private static final TrustedProxies NONE = new TrustedProxies(Trust.NOBODY, Source.X_FORWARDED);

    private final Trust trust;
    private final Source source;

    private TrustedProxies(Trust trust, Source source) {
        this.trust = trust;
        this.source = source;
    }

    /** No proxy is believed: the client is whoever opened the connection. */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Those with an address in one of these blocks, each in CIDR notation; {@code X-Forwarded-For} and
     * {@code X-Forwarded-Proto} of theirs are read.
     *
     * @throws IllegalArgumentException if a block is none
     */
    public static TrustedProxies ranges(String cidr, String... more) {
        List<AddressRange> ranges = Stream.concat(Stream.of(cidr), Stream.of(more))
                .map(AddressRange::of)
                .toList();
        return new TrustedProxies(
                (hop, distance) -> hop.address()
                        .filter(address -> ranges.stream().anyMatch(range -> range.contains(address)))
                        .isPresent(),
                Source.X_FORWARDED);
    }

    /**
     * The last {@code count} stations, whatever their addresses: for platforms that do not tell those of their proxies,
     * and for Unix sockets. Only if the service can't be reached past them; else anyone says who he is.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public static TrustedProxies hops(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    "TrustedProxies.hops is " + count + "; give 1 or more, or trust none() at all");
        }
        return new TrustedProxies((hop, distance) -> distance < count, Source.X_FORWARDED);
    }

    /** The same proxies, of which {@code Forwarded} (RFC 7239) is read in place of {@code X-Forwarded-*}. */
    public TrustedProxies byForwarded() {
        return new TrustedProxies(trust, Source.FORWARDED);
    }

    /** The client's address; empty if a trusted proxy does not say it, or a Unix socket is the way's beginning. */
    public Optional<InetAddress> clientAddress(IncomingRequest request) {
        return client(request).address();
    }

    /** Whether the client's own request came by TLS. A trusted proxy that does not say so passes on its own scheme. */
    public boolean isSecure(IncomingRequest request) {
        if (trust == Trust.NOBODY || !trust.trusts(connection(request), 0)) {
            return request.isSecure();
        }
        return switch (source) {
            case FORWARDED -> client(request).proto().map("https"::equals).orElseGet(request::isSecure);
            case X_FORWARDED ->
                request.line("X-Forwarded-Proto")
                        .map(TrustedProxies::areAllHttps)
                        .orElseGet(request::isSecure);
        };
    }

    private Hop client(IncomingRequest request) {
        List<Hop> way = way(request);
        int last = way.size() - 1;
        int distance = 0;
        while (distance < last && trust.trusts(way.get(last - distance), distance)) {
            distance++;
        }
        return way.get(last - distance);
    }

    private List<Hop> way(IncomingRequest request) {
        Hop connection = connection(request);
        if (!trust.trusts(connection, 0)) {
            return List.of(connection);
        }
        List<Hop> way = new ArrayList<>(source.hops(request));
        way.add(connection);
        return way;
    }

    private static Hop connection(IncomingRequest request) {
        return new Hop(request.remoteAddress().flatMap(AddressText::ofNode), Optional.empty());
    }

    /** Of several schemes we can't tell whose is whose. */
    private static boolean areAllHttps(String schemes) {
        return Stream.of(schemes.split(",", -1)).map(String::strip).allMatch("https"::equalsIgnoreCase);
    }

    private enum Source {
        X_FORWARDED("X-Forwarded-For"),
        FORWARDED("Forwarded");

        private final String header;

        Source(String header) {
            this.header = header;
        }

        /** Each line is read by itself, so that a malformed one of the client spoils none of a proxy's. */
        List<Hop> hops(IncomingRequest request) {
            return request.lines(header).stream()
                    .flatMap(line -> read(line).stream())
                    .toList();
        }

        private List<Hop> read(String line) {
            return this == FORWARDED
                    ? Forwarded.hops(line)
                    : Stream.of(line.split(",", -1))
                            .map(String::strip)
                            .map(node -> new Hop(AddressText.ofNode(node), Optional.empty()))
                            .toList();
        }
    }

    /** Whether to believe a station, so many stations before the end of the way. */
    private interface Trust {
        Trust NOBODY = (hop, distance) -> false;

        boolean trusts(Hop hop, int distance);
    }
}
