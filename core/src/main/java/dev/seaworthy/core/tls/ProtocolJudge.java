package dev.seaworthy.core.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is to be said of the versions and the cipher suites that a server accepts. */
final class ProtocolJudge {
    private final List<TlsFinding> findings = new ArrayList<>();
    private final TlsProtocol oldest;

    ProtocolJudge(TlsProtocol oldest) {
        this.oldest = oldest;
    }

    List<TlsFinding> judge(Probes.Result probes) {
        probes.protocols().forEach(this::protocol);
        probes.accepted().forEach(this::cipher);
        if (probes.protocols().get(TlsProtocol.TLS_1_3) == TlsSupport.REFUSED) {
            findings.add(TlsFinding.warning(
                    "no-tls-1.3", "TLS 1.3 is not accepted", "Turn it on: it is faster, and has no weak cipher suite"));
        }
        if (probes.authenticated() == TlsSupport.REFUSED) {
            findings.add(TlsFinding.warning(
                    "cbc-only",
                    "No cipher suite with authenticated encryption is accepted, only CBC",
                    "Turn on AES-GCM or ChaCha20-Poly1305"));
        }
        unknown(probes);
        return findings;
    }

    private void protocol(TlsProtocol protocol, TlsSupport support) {
        if (support == TlsSupport.ACCEPTED && protocol.compareTo(oldest) < 0) {
            findings.add(TlsFinding.failure(
                    "old-protocol", protocol + " is accepted", "Accept " + oldest + " and newer versions alone"));
        }
    }

    private void cipher(WeakCiphers weak, String suite) {
        String id = "weak-cipher-" + weak.name().toLowerCase(Locale.ROOT).replace('_', '-');
        String sentence = "A cipher suite with " + weak + " is accepted: " + suite;
        findings.add(
                weak.isBroken()
                        ? TlsFinding.failure(id, sentence, "Turn off all suites of this kind")
                        : TlsFinding.warning(id, sentence, "Turn off all suites of this kind"));
    }

    private void unknown(Probes.Result probes) {
        String untold = probes.protocols().entrySet().stream()
                .filter(each -> each.getValue() == TlsSupport.UNKNOWN)
                .map(Map.Entry::getKey)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        String ciphers = probes.untold().stream().map(Object::toString).collect(Collectors.joining(", "));
        String all = untold + (untold.isEmpty() || ciphers.isEmpty() ? "" : ", ") + ciphers;
        if (!all.isEmpty()) {
            findings.add(TlsFinding.unknown(
                    "not-found-out",
                    "There was no answer that told whether it accepts: " + all,
                    "Ask again, with a longer deadline, and from where nothing on the way ends connections"));
        }
    }
}
