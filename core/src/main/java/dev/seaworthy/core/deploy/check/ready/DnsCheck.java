package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.config.host.IpLiteral;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.failure.Reason;
import dev.seaworthy.core.net.Lookup;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a host name leads somewhere, and to where it should. Immutable.
 *
 * <p>The system's resolver may complete a name by the search list of its host ({@code /etc/resolv.conf}), and then
 * {@code contentmax.example} may be found as {@code contentmax.example.prod.svc.cluster.local}. A name with a final
 * dot, {@code contentmax.example.}, is asked for as it is; the hosts file does not know it then.
 */
public final class DnsCheck implements Check {
    /** How long a lookup may take by default: 10 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final Pattern HOST = Pattern.compile(
            "(?=.{1,253}\\.?$)(?!.*\\.\\d+\\.?$)\\w(?:[\\w-]{0,61}\\w)?(?:\\.\\w(?:[\\w-]{0,61}\\w)?)*\\.?");

    private final String host;
    private final boolean ipv4;
    private final boolean ipv6;
    private final Set<String> expected;
    private final Resolver resolver;
    private final Duration timeout;

    private DnsCheck(
            String host, boolean ipv4, boolean ipv6, Set<String> expected, Resolver resolver, Duration timeout) {
        this.host = host;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.expected = expected;
        this.resolver = resolver;
        this.timeout = timeout;
    }

    /**
     * The host has an address.
     *
     * @throws IllegalArgumentException if it is no host name in ASCII, as {@code java.net.IDN} makes one
     */
    public static DnsCheck of(String host) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("DNS check: no host name: \"" + host + "\"");
        }
        return new DnsCheck(host, false, false, Set.of(), Resolver.system(), DEFAULT_TIMEOUT);
    }

    /** It has an IPv4 address (A). */
    public DnsCheck withIpv4() {
        return new DnsCheck(host, true, ipv6, expected, resolver, timeout);
    }

    /** It has an IPv6 address (AAAA). */
    public DnsCheck withIpv6() {
        return new DnsCheck(host, ipv4, true, expected, resolver, timeout);
    }

    /**
     * It has these addresses and no other one, in any order.
     *
     * @throws IllegalArgumentException with all that are no IP addresses
     */
    public DnsCheck exactly(String... addresses) {
        List<String> wrong = Arrays.stream(addresses)
                .filter(address -> IpLiteral.parse(address).isEmpty())
                .toList();
        if (!wrong.isEmpty() || addresses.length == 0) {
            throw new IllegalArgumentException("DNS check of " + host + ": wants IP addresses, and not " + wrong);
        }
        Set<String> canonical = Arrays.stream(addresses)
                .flatMap(address -> IpLiteral.parse(address).stream())
                .map(InetAddress::getHostAddress)
                .collect(Collectors.toSet());
        return new DnsCheck(host, ipv4, ipv6, canonical, resolver, timeout);
    }

    /** Who is asked; {@link Resolver#system()} if not said. */
    public DnsCheck resolver(Resolver source) {
        return new DnsCheck(host, ipv4, ipv6, expected, Objects.requireNonNull(source, "resolver"), timeout);
    }

    /** {@link #DEFAULT_TIMEOUT} if not said. A lookup that takes longer is left behind in a daemon thread. */
    public DnsCheck timeout(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("The timeout for " + host + " must be positive: " + longest);
        }
        return new DnsCheck(host, ipv4, ipv6, expected, resolver, longest);
    }

    /** @throws CheckException if the resolver does not answer in time, or throws what none should */
    @Override
    public Verdict run() throws InterruptedException {
        List<InetAddress> found;
        try {
            found = addresses();
        } catch (UnknownHostException e) {
            return Verdict.failed(host + " has no address, or no name server told it: see to its DNS records, and to"
                    + " the name servers that this host asks");
        }
        Set<String> addresses =
                found.stream().map(InetAddress::getHostAddress).collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = problems(found, addresses);
        Verdict verdict = problems.isEmpty()
                ? Verdict.passed(host + " resolves")
                : Verdict.failed(host + " does not resolve as it should: " + String.join("; ", problems));
        return verdict.with("addresses", String.join(", ", addresses));
    }

    private List<InetAddress> addresses() throws UnknownHostException, InterruptedException {
        try {
            return Lookup.within(timeout, () -> resolver.resolve(host));
        } catch (TimeoutException e) {
            throw new CheckException("The resolver did not answer for " + host + " within " + timeout);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new CheckException("The resolver threw " + Reason.of(cause == null ? e : cause));
        }
    }

    private List<String> problems(List<InetAddress> found, Set<String> addresses) {
        List<String> problems = new ArrayList<>();
        if (addresses.isEmpty()) {
            problems.add("no address");
        }
        if (ipv4 && found.stream().noneMatch(Inet4Address.class::isInstance)) {
            problems.add("no IPv4 address (A)");
        }
        if (ipv6 && found.stream().noneMatch(Inet6Address.class::isInstance)) {
            problems.add("no IPv6 address (AAAA)");
        }
        if (!expected.isEmpty()) {
            difference(expected, addresses).ifPresent(missing -> problems.add("missing " + missing));
            difference(addresses, expected).ifPresent(surplus -> problems.add("unexpected " + surplus));
        }
        return problems;
    }

    private static Optional<String> difference(Set<String> all, Set<String> without) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(without);
        return left.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", left));
    }
}
