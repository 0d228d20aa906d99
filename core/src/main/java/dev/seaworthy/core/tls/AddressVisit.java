package dev.seaworthy.core.tls;

import dev.seaworthy.core.tls.wire.Answer;
import dev.seaworthy.core.tls.wire.Deadline;
import dev.seaworthy.core.tls.wire.Hello;
import dev.seaworthy.core.tls.wire.TimedSocket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one address of the host shows. One thread. */
final class AddressVisit {
    private final TlsInspection wanted;
    private final Deadline deadline;
    private final Instant at;
    private final InetSocketAddress place;
    private final List<TlsFinding> findings = new ArrayList<>();
    private final Handshake handshake = new Handshake();
    private List<X509Certificate> chain = List.of();
    private Optional<Instant> expiresAt = Optional.empty();
    private boolean speaksTls;

    AddressVisit(TlsInspection wanted, Deadline deadline, Instant at, InetAddress address) {
        this.wanted = wanted;
        this.deadline = deadline;
        this.at = at;
        place = new InetSocketAddress(address, wanted.port);
    }

    /** Connects, and asks for the certificates. */
    void begin() throws IOException {
        Handshake.End end = handshake.with(connect(), wanted.host, wanted.port, wanted.serverName);
        chain = handshake.chain();
        speaksTls = !chain.isEmpty() || (end == Handshake.End.SILENT ? isSilent() : isMoreToAsk());
        judgeChain();
        judgeHandshake(end);
    }

    /** Asks for versions and cipher suites, if TLS is spoken. */
    Optional<Probes.Result> probe() {
        return speaksTls
                ? Optional.of(new Probes(this::ask, wanted.serverName, handshake.version()).run())
                : Optional.empty();
    }

    String address() {
        return place.getAddress().getHostAddress();
    }

    List<X509Certificate> chain() {
        return chain;
    }

    Optional<Instant> expiresAt() {
        return expiresAt;
    }

    Handshake handshake() {
        return handshake;
    }

    /** Of the certificates and the handshake. */
    List<TlsFinding> findings() {
        return findings;
    }

    private void judgeChain() {
        if (!chain.isEmpty()) {
            Chain path = Chain.of(chain, wanted.anchors, at);
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

    /** An interrupted thread asks no more. */
    private Answer ask(Hello hello) {
        if (deadline.isOver() || Thread.currentThread().isInterrupted()) {
            return new Answer.Silent();
        }
        try {
            return hello.ask(connect(), wanted.random);
        } catch (IOException e) {
            return new Answer.Silent();
        }
    }

    private TimedSocket connect() throws IOException {
        return TimedSocket.connect(place, deadline.orIn(wanted.timeout));
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
