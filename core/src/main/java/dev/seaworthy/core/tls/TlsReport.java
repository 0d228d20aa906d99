package dev.seaworthy.core.tls;

import dev.seaworthy.core.tls.TlsFinding.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an inspection has found. Immutable.
 *
 * @param host as it was asked for, in ASCII
 * @param address the first that answered; empty if none did
 * @param at when the inspection began
 * @param certificates as the server at that address sent them; empty if it sent none
 * @param expiresAt when the first of those expires, at whichever address, that the way to a trusted one needs, and that
 *     one itself; empty if there is none
 * @param protocols by version; all {@link TlsSupport#UNKNOWN} where only certificates were asked for
 * @param negotiated version and cipher suite of a handshake with this JVM; empty if there was none
 * @param application the protocol that was agreed on for what follows: {@code h2}, for instance
 * @param findings the worst first; one that is not of all addresses names those that it is of
 */
public record TlsReport(
        String host,
        int port,
        Optional<String> address,
        Instant at,
        List<TlsCertificate> certificates,
        Optional<Instant> expiresAt,
        Map<TlsProtocol, TlsSupport> protocols,
        Optional<String> negotiated,
        Optional<String> application,
        List<TlsFinding> findings) {
    public TlsReport {
        certificates = List.copyOf(certificates);
        Map<TlsProtocol, TlsSupport> all = new EnumMap<>(TlsProtocol.class);
        all.putAll(protocols);
        protocols = Collections.unmodifiableMap(all);
        findings = findings.stream()
                .sorted((one, other) -> other.level().compareTo(one.level()))
                .toList();
    }

    /** Whether all could be found out, and nothing has failed. */
    public boolean isSound() {
        return worst().map(level -> level.compareTo(Level.UNKNOWN) < 0).orElse(true);
    }

    /** The worst level among the findings; empty without any. */
    public Optional<Level> worst() {
        return findings.stream().map(TlsFinding::level).findFirst();
    }

    /** Whether something of this id was found: {@code expires-soon}. */
    public boolean has(String id) {
        return findings.stream().anyMatch(finding -> finding.id().equals(id));
    }

    /** How long it is from now until {@link #expiresAt}; negative if that has passed. */
    public Optional<Duration> expiresIn(InstantSource clock) {
        return expiresAt.map(end -> Duration.between(clock.instant(), end));
    }

    /** For people: a line for each finding, under one that says of what. */
    public String text() {
        StringBuilder text = new StringBuilder("TLS of " + host + " port " + port + " at " + at + "\n");
        negotiated.ifPresent(words -> text.append("  ").append(words).append('\n'));
        expiresAt.ifPresent(end -> text.append("  expires ").append(end).append('\n'));
        findings.forEach(finding -> text.append("  ").append(finding).append('\n'));
        return text.toString();
    }
}
