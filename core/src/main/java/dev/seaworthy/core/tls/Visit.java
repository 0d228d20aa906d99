package dev.seaworthy.core.tls;

import dev.seaworthy.core.config.host.IpLiteral;
import dev.seaworthy.core.net.Lookup;
import dev.seaworthy.core.tls.wire.Deadline;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One run of an inspection. One thread. */
final class Visit {
    private static final int MOST_ADDRESSES = 4;

    private final TlsInspection wanted;
    private final Deadline deadline;
    private final Instant at;
    private final List<TlsFinding> findings = new ArrayList<>();
    private final Map<TlsProtocol, TlsSupport> protocols = new EnumMap<>(TlsProtocol.class);
    private final List<AddressVisit> reached = new ArrayList<>();

    Visit(TlsInspection wanted) {
        this.wanted = wanted;
        deadline = Deadline.in(wanted.deadline, wanted.nanos);
        at = wanted.clock.instant();
        for (TlsProtocol protocol : TlsProtocol.values()) {
            protocols.put(protocol, TlsSupport.UNKNOWN);
        }
    }

    TlsReport report() {
        lookUpAndInspect();
        findings.addAll(merged());
        Optional<AddressVisit> first = reached.stream().findFirst();
        return new TlsReport(
                wanted.host,
                wanted.port,
                first.map(AddressVisit::address),
                at,
                first.stream()
                        .flatMap(visit -> visit.chain().stream())
                        .map(TlsCertificate::of)
                        .toList(),
                reached.stream().flatMap(visit -> visit.expiresAt().stream()).min(Comparator.naturalOrder()),
                protocols,
                first.flatMap(visit -> visit.handshake().negotiated()),
                first.flatMap(visit -> visit.handshake().application()),
                findings);
    }

    private void lookUpAndInspect() {
        try {
            inspect(addresses());
        } catch (UnknownHostException e) {
            findings.add(TlsFinding.unknown(
                    "unknown-host", "The name " + wanted.host + " has no address", "See its records in DNS"));
        } catch (TimeoutException e) {
            findings.add(TlsFinding.unknown(
                    "unknown-host",
                    "The name " + wanted.host + " could not be looked up in time",
                    "See the resolver of this machine"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(TlsFinding.unknown("interrupted", "The inspection was interrupted", ""));
        }
    }

    /** All of the first that takes a connection, and then the certificates of the others. */
    private void inspect(List<InetAddress> addresses) {
        IOException last = new ConnectException();
        List<TlsFinding> missed = new ArrayList<>();
        for (InetAddress address : addresses) {
            if (!reached.isEmpty()
                    && (deadline.isOver() || Thread.currentThread().isInterrupted())) {
                missed.add(untold(address));
                continue;
            }
            try {
                inspect(new AddressVisit(wanted, deadline, at, address));
            } catch (IOException e) {
                last = e;
                missed.add(deadline.isOver() ? untold(address) : unreached(address, e));
            }
        }
        if (reached.isEmpty()) {
            findings.add(unreachable(last));
        } else {
            findings.addAll(missed);
        }
    }

    private void inspect(AddressVisit visit) throws IOException {
        visit.begin();
        reached.add(visit);
        if (reached.size() == 1 && !wanted.isCertificatesOnly) {
            visit.probe().ifPresent(probes -> {
                protocols.putAll(probes.protocols());
                findings.addAll(new ProtocolJudge(wanted.oldest).judge(probes));
            });
        }
    }

    /** What holds for all addresses once, and the rest with the addresses that it is of. */
    private List<TlsFinding> merged() {
        Map<TlsFinding, List<String>> places = new LinkedHashMap<>();
        reached.forEach(visit -> visit.findings().stream()
                .distinct()
                .forEach(each ->
                        places.computeIfAbsent(each, key -> new ArrayList<>()).add(visit.address())));
        return places.entrySet().stream()
                .map(each -> each.getValue().size() == reached.size()
                        ? each.getKey()
                        : each.getKey().at(each.getValue()))
                .toList();
    }

    private TlsFinding untold(InetAddress address) {
        return TlsFinding.unknown(
                "not-found-out",
                "There was no time to ask for the certificates at " + address.getHostAddress(),
                "Ask again, with a longer deadline");
    }

    /** No more than worth knowing: many a machine has no way to an address of IPv6. */
    private TlsFinding unreached(InetAddress address, IOException why) {
        return TlsFinding.info(
                "address-unreachable",
                address.getHostAddress() + " " + how(why) + ", so its certificates were not seen",
                "See whether it should");
    }

    private TlsFinding unreachable(IOException why) {
        return TlsFinding.unknown(
                "unreachable",
                wanted.host + " " + how(why) + " on port " + wanted.port,
                "See whether it runs, and whether something on the way refuses this machine");
    }

    private static String how(IOException why) {
        return why instanceof SocketTimeoutException ? "does not answer" : "takes no connection";
    }

    private List<InetAddress> addresses() throws UnknownHostException, TimeoutException, InterruptedException {
        Optional<InetAddress> known = wanted.address.or(() -> IpLiteral.parse(wanted.host));
        if (known.isPresent()) {
            return List.of(known.get());
        }
        List<InetAddress> all = lookUp();
        if (all.size() > MOST_ADDRESSES) {
            findings.add(TlsFinding.info(
                    "addresses-left-out",
                    "Only " + MOST_ADDRESSES + " of the " + all.size() + " addresses were asked",
                    "Inspect the others by their addresses"));
        }
        return all.subList(0, Math.min(all.size(), MOST_ADDRESSES));
    }

    private List<InetAddress> lookUp() throws UnknownHostException, TimeoutException, InterruptedException {
        Duration longest = Duration.ofMillis(deadline.orIn(wanted.timeout).millis());
        try {
            return List.of(Lookup.within(longest, () -> wanted.resolver.resolve(wanted.host)));
        } catch (ExecutionException e) {
            throw new UnknownHostException(wanted.host);
        }
    }
}
