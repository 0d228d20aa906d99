package dev.seaworthy.cdn.varnish;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.PurgeReceipt;
import dev.seaworthy.core.failure.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One Varnish or several that serve the same sites, from version 7.0 on. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: a purge is a success only if each node says in words of {@link #vcl()} that it did it, so that
 * an answer of a server behind it is never taken for one; redirects are not followed; every call and every pause has a
 * bound. A name is sent as a literal, whatever is in it.
 *
 * <p>A URL is a {@code PURGE} of its own. Tags, hosts and prefixes are {@code BAN}s of as many names as fit into one. A
 * call without an answer, or with 5xx, is tried again; a purge that is repeated does no harm. All nodes are asked for a
 * call even if one fails, and then no further call is made.
 *
 * <p>Varnish works synchronously: when the receipt is there, no visitor of a node gets what was purged.
 */
public final class VarnishCdn implements CdnClient {
    private static final String VCL = "seaworthy.vcl";
    private static final int MOST_NAMED = 5;

    private final List<Node> nodes;

    private VarnishCdn(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * What each node's own VCL must include: the requests that it answers are told at its head. Those who may purge are
     * {@code acl seaworthy_purgers}, which your VCL declares.
     */
    public static String vcl() {
        try (InputStream in = Objects.requireNonNull(VarnishCdn.class.getResourceAsStream(VCL), VCL)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public PurgeReceipt purge(Purge purge) {
        List<PurgeCall> calls = PurgeCall.of(Objects.requireNonNull(purge, "purge"));
        List<String> ids = new ArrayList<>();
        for (int call = 0; call < calls.size(); call++) {
            send(calls, call, ids);
        }
        return new PurgeReceipt(ids);
    }

    private void send(List<PurgeCall> calls, int call, List<String> ids) {
        List<String> failed = new ArrayList<>();
        @Nullable NodeFailure first = null;
        for (Node node : nodes) {
            try {
                ids.add(node.send(calls.get(call)));
            } catch (NodeFailure failure) {
                failed.add(node.name() + ": " + failure.getMessage());
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw notPurged(PurgeCall.together(calls.subList(call, calls.size())), failed, first);
        }
    }

    private static CdnException notPurged(Purge rest, List<String> failed, NodeFailure first) {
        String message =
                "Varnish did not purge " + shown(rest) + ": " + String.join("; ", failed) + ". " + first.advice();
        CdnException.Builder exception =
                CdnException.builder(message).notPurged(rest).cause(first.getCause());
        first.status().ifPresent(exception::status);
        return exception.build();
    }

    /** The first few names, without the query of a URL, and the number of the others. */
    private static String shown(Purge purge) {
        List<String> names = names(purge);
        String few = names.stream()
                .limit(MOST_NAMED)
                .map(name -> name.replaceAll("\\?.*", "?…"))
                .collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMED ? few : few + " and " + (names.size() - MOST_NAMED) + " more";
    }

    private static List<String> names(Purge purge) {
        if (purge instanceof Purge.Urls urls) {
            return urls.urls().stream().map(URI::toString).toList();
        }
        if (purge instanceof Purge.Tags tags) {
            return tags.tags();
        }
        if (purge instanceof Purge.Hosts hosts) {
            return hosts.hosts();
        }
        return purge instanceof Purge.Prefixes prefixes ? prefixes.prefixes() : List.of("everything");
    }

    @Override
    public String toString() {
        return "VarnishCdn" + nodes.stream().map(Node::name).toList();
    }

    /** What must be given: a node. One thread at a time. */
    public static final class Builder {
        /** The default of {@link #tries}: {@value}. */
        public static final int TRIES = 3;

        /** The default of {@link #callTimeout}: 5 seconds. */
        public static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

        private static final Duration LONGEST = Duration.ofMinutes(10);
        private static final int MOST_TRIES = 20;

        private final List<URI> addresses = new ArrayList<>();
        private @Nullable HttpClient httpClient;
        private int tries = TRIES;
        private Duration callTimeout = CALL_TIMEOUT;
        private Pause pause = Pause.REAL;

        private Builder() {}

        /** A Varnish, by its address inside your network: {@code http://10.0.0.7:6081}. */
        public Builder node(String address) {
            return node(URI.create(address));
        }

        /** A Varnish, by its address inside your network: {@code http://10.0.0.7:6081}. */
        public Builder node(URI address) {
            addresses.add(Objects.requireNonNull(address, "address"));
            return this;
        }

        /** A client of your own, that must not follow redirects. */
        public Builder httpClient(HttpClient client) {
            httpClient = Objects.requireNonNull(client, "httpClient");
            return this;
        }

        /** How often a call to a node is made at most, the first time included. */
        public Builder tries(int most) {
            tries = most;
            return this;
        }

        /** How long one try may take, with its whole answer. */
        public Builder callTimeout(Duration timeout) {
            callTimeout = timeout;
            return this;
        }

        Builder pause(Pause seam) {
            pause = seam;
            return this;
        }

        /**
         * The client of all these nodes. It connects to none before it purges.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public VarnishCdn build() {
            Problems problems = new Problems();
            problems.unless(!addresses.isEmpty(), "state the address of a node");
            addresses.stream()
                    .filter(address -> !isAddress(address))
                    .forEach(address -> problems.add("a node must be http or https with a host alone, as in "
                            + "http://10.0.0.7:6081: " + address.getScheme() + "://" + address.getHost()));
            problems.unless(tries >= 1 && tries <= MOST_TRIES, "tries must be 1 to " + MOST_TRIES + ": " + tries);
            problems.unless(
                    !callTimeout.isNegative() && !callTimeout.isZero() && callTimeout.compareTo(LONGEST) <= 0,
                    "callTimeout must be positive, and ten minutes at most: " + callTimeout);
            problems.unless(
                    httpClient == null || httpClient.followRedirects() == HttpClient.Redirect.NEVER,
                    "httpClient must not follow redirects, as another server knows nothing of a purge");
            problems.refuse("VarnishCdn");
            HttpClient client = Optional.ofNullable(httpClient).orElseGet(Builder::client);
            return new VarnishCdn(addresses.stream()
                    .distinct()
                    .map(address -> new Node(address, client, callTimeout, tries, pause))
                    .toList());
        }

        private static boolean isAddress(URI address) {
            boolean isWeb =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            boolean isHostAlone = address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawPath().matches("/?");
            return isWeb && isHostAlone;
        }

        /** Its threads end when nobody has it any more. */
        private static HttpClient client() {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        }
    }
}
