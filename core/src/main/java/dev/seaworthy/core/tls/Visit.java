package dev.seaworthy.core.tls;

import dev.seaworthy.core.config.host.IpLiteral;
import dev.seaworthy.core.tls.wire.Answer;
import dev.seaworthy.core.tls.wire.Deadline;
import dev.seaworthy.core.tls.wire.Hello;
import dev.seaworthy.core.tls.wire.TimedSocket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One run of an inspection. One thread. */
final class Visit {
    private static final int MOST_ADDRESSES = 4;

    private final TlsInspection wanted;
    private final Deadline deadline;
    private final Instant at;
    private final List<TlsFinding> findings = new ArrayList<>();
    private final Map<TlsProtocol, TlsSupport> protocols = new EnumMap<>(TlsProtocol.class);
    private final Handshake handshake = new Handshake();
    private List<X509Certificate> chain = List.of();
    private Optional<Instant> expiresAt = Optional.empty();
    private @Nullable InetSocketAddress place;

    Visit(TlsInspection wanted) {
        this.wanted = wanted;
        deadline = Deadline.in(wanted.deadline, wanted.nanos);
        at = wanted.clock.instant();
        for (TlsProtocol protocol : TlsProtocol.values()) {
            protocols.put(protocol, TlsSupport.UNKNOWN);
        }
    }

    TlsReport report() {
        TimedSocket connection = reach();
        if (connection != null) {
            inspect(connection);
        }
        return new TlsReport(
                wanted.host,
                wanted.port,
                Optional.ofNullable(place).map(reached -> reached.getAddress().getHostAddress()),
                at,
                chain.stream().map(TlsCertificate::of).toList(),
                expiresAt,
                protocols,
                handshake.negotiated(),
                handshake.application(),
                findings);
    }

    private void inspect(TimedSocket connection) {
        Handshake.End end = handshake.with(connection, wanted.host, wanted.port, wanted.serverName);
        chain = handshake.chain();
        boolean speaksTls = !chain.isEmpty() || (end == Handshake.End.SILENT ? isSilent() : isMoreToAsk());
        judgeChain();
        judgeHandshake(end);
        if (speaksTls && !wanted.isCertificatesOnly) {
            Probes.Result probes = new Probes(this::ask, wanted.serverName, handshake.version()).run();
            protocols.putAll(probes.protocols());
            findings.addAll(new ProtocolJudge(wanted.oldest).judge(probes));
        }
    }

    private void judgeChain() {
        if (!chain.isEmpty()) {
            Chain path = Chain.of(chain, wanted.anchors);
            expiresAt = Optional.of(path.end());
            findings.addAll(new CertificateJudge(at, wanted.minimumLeft).judge(wanted.host, path));
        }
    }

    private void judgeHandshake(Handshake.End end) {
        if (handshake.wantsClientCertificate()) {
            findings.add(TlsFinding.info("client-certificate", "The server asks for a certificate of the client", ""));
        } else if (end != Handshake.End.DONE && !chain.isEmpty()) {
            findings.add(TlsFinding.warning(
                    "handshake-incomplete",
                    "The server shows its certificates, but a handshake with this JVM comes to no end",
                    "See which versions and cipher suites the two have in common"));
        } else if (end == Handshake.End.DONE
                && handshake.application().filter("h2"::equals).isEmpty()) {
            findings.add(TlsFinding.info(
                    "no-http-2", "HTTP/2 is not offered by ALPN", "Turn it on if this is a server of web pages"));
        }
    }

    /** Nobody answers a handshake: to ask in other ways would wait as long again. */
    private boolean isSilent() {
        findings.add(TlsFinding.unknown(
                "silent",
                "The server took the connection and did not answer a handshake in time",
                "See whether it is overloaded, or speaks another protocol on port " + wanted.port));
        return false;
    }

    /** Asks by hand for what the JDK did not get: the certificates, or else the reason. */
    private boolean isMoreToAsk() {
        Answer answer = ask(new Hello(Hello.TLS_1_2, Suites.ALL, wanted.serverName));
        if (answer instanceof Answer.Silent) {
            return isSilent();
        }
        if (answer instanceof Answer.Foreign foreign) {
            findings.add(TlsFinding.failure(
                    "not-tls",
                    foreign.isHttp() ? "The server answers in plain HTTP" : "The server speaks no TLS",
                    "See what listens on port " + wanted.port));
            return false;
        }
        if (answer instanceof Answer.Chosen chosen) {
            chain = read(chosen.certificates());
            if (chain.isEmpty()) {
                findings.add(TlsFinding.failure(
                        "no-certificate",
                        "The server shows no certificate that can be read",
                        "Give it one, and turn off anonymous cipher suites"));
            }
            return true;
        }
        findings.add(refusal(answer));
        return true;
    }

    private static TlsFinding refusal(Answer answer) {
        String how = answer instanceof Answer.Alerted alert
                ? "with the alert " + alert.description()
                        + (alert.description() == 112 ? ", because it knows no such name" : "")
                : "by ending the connection";
        return TlsFinding.failure(
                "handshake-refused",
                "The server refuses a handshake " + how,
                "See whether it has a certificate for this name");
    }

    /** Where it connects to from now on, and the first connection; or why there is none. */
    private @Nullable TimedSocket reach() {
        try {
            IOException last = new ConnectException();
            for (InetAddress address : addresses()) {
                place = new InetSocketAddress(address, wanted.port);
                try {
                    return connect(place);
                } catch (IOException e) {
                    last = e;
                }
            }
            place = null;
            findings.add(unreachable(last));
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
        return null;
    }

    private TlsFinding unreachable(IOException why) {
        String how = why instanceof SocketTimeoutException ? "does not answer" : "takes no connection";
        return TlsFinding.unknown(
                "unreachable",
                wanted.host + " " + how + " on port " + wanted.port,
                "See whether it runs, and whether something on the way refuses this machine");
    }

    private List<InetAddress> addresses() throws UnknownHostException, TimeoutException, InterruptedException {
        Optional<InetAddress> known = wanted.address.or(() -> IpLiteral.parse(wanted.host));
        if (known.isPresent()) {
            return List.of(known.get());
        }
        List<InetAddress> all = Lookup.addresses(wanted.host, wanted.resolver, deadline.orIn(wanted.timeout));
        return all.subList(0, Math.min(all.size(), MOST_ADDRESSES));
    }

    /** An interrupted thread asks no more. */
    private Answer ask(Hello hello) {
        InetSocketAddress reached = place;
        if (reached == null || deadline.isOver() || Thread.currentThread().isInterrupted()) {
            return new Answer.Silent();
        }
        try {
            return hello.ask(connect(reached), wanted.random);
        } catch (IOException e) {
            return new Answer.Silent();
        }
    }

    private TimedSocket connect(InetSocketAddress to) throws IOException {
        return TimedSocket.connect(to, deadline.orIn(wanted.timeout));
    }

    private static List<X509Certificate> read(List<byte[]> encoded) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] each : encoded) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each)));
            }
        } catch (CertificateException e) {
            return List.copyOf(certificates); // as far as they make sense
        }
        return certificates;
    }
}
