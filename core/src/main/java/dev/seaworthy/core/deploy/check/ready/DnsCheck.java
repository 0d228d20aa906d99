package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a host name leads somewhere, and to where it should. Immutable.
 *
 * <p>A lookup does not end when it is interrupted: it is the item's timeout that bounds it.
 */
public final class DnsCheck implements Check {
    private static final Pattern HOST =
            Pattern.compile("(?=.{1,253}$)(?!.*\\.\\d+$)\\w(?:[\\w-]{0,61}\\w)?(?:\\.\\w(?:[\\w-]{0,61}\\w)?)*");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[\\da-fA-F:.]*:[\\da-fA-F:.]*");

    private final String host;
    private final boolean ipv4;
    private final boolean ipv6;
    private final Set<String> expected;
    private final Resolver resolver;

    private DnsCheck(String host, boolean ipv4, boolean ipv6, Set<String> expected, Resolver resolver) {
        this.host = host;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.expected = expected;
        this.resolver = resolver;
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
        return new DnsCheck(host, false, false, Set.of(), Resolver.system());
    }

    /** It has an IPv4 address (A). */
    public DnsCheck withIpv4() {
        return new DnsCheck(host, true, ipv6, expected, resolver);
    }

    /** It has an IPv6 address (AAAA). */
    public DnsCheck withIpv6() {
        return new DnsCheck(host, ipv4, true, expected, resolver);
    }

    /**
     * It has these addresses and no other one, in any order.
     *
     * @throws IllegalArgumentException with all that are no IP addresses
     */
    public DnsCheck exactly(String... addresses) {
        List<String> wrong = Arrays.stream(addresses)
                .filter(address -> !ADDRESS.matcher(address).matches())
                .toList();
        if (!wrong.isEmpty() || addresses.length == 0) {
            throw new IllegalArgumentException("DNS check of " + host + ": wants IP addresses, and not " + wrong);
        }
        Set<String> canonical = Arrays.stream(addresses).map(this::canonical).collect(Collectors.toSet());
        return new DnsCheck(host, ipv4, ipv6, canonical, resolver);
    }

    /** Who is asked; {@link Resolver#system()} if not said. */
    public DnsCheck resolver(Resolver source) {
        return new DnsCheck(host, ipv4, ipv6, expected, Objects.requireNonNull(source, "resolver"));
    }

    @Override
    public Verdict run() {
        List<InetAddress> found;
        try {
            found = resolver.resolve(host);
        } catch (UnknownHostException e) {
            return Verdict.failed(host + " has no address: see to its DNS records");
        }
        Set<String> addresses =
                found.stream().map(InetAddress::getHostAddress).collect(Collectors.toCollection(TreeSet::new));
        List<String> problems = problems(found, addresses);
        Verdict verdict = problems.isEmpty()
                ? Verdict.passed(host + " resolves")
                : Verdict.failed(host + " does not resolve as it should: " + String.join("; ", problems));
        return verdict.with("addresses", String.join(", ", addresses));
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

    /** An address in figures is not looked up. */
    private String canonical(String address) {
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("DNS check of " + host + ": no IP address: " + address, e);
        }
    }
}
