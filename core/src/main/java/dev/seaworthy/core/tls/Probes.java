package dev.seaworthy.core.tls;

import dev.seaworthy.core.tls.wire.Answer;
import dev.seaworthy.core.tls.wire.Hello;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A connection for each version and each group of weak cipher suites, one after the other. */
final class Probes {
    private final Function<Hello, Answer> ask;
    private final String serverName;
    private final Optional<TlsProtocol> negotiated;
    private final Map<TlsProtocol, TlsSupport> protocols = new EnumMap<>(TlsProtocol.class);
    private boolean isEndRefusal;

    /**
     * What was found.
     *
     * @param accepted a suite of each group that the server has chosen
     * @param untold the groups of which there was no answer
     * @param authenticated whether it takes authenticated encryption in TLS 1.2, where that decides
     */
    record Result(
            Map<TlsProtocol, TlsSupport> protocols,
            Map<WeakCiphers, String> accepted,
            Set<WeakCiphers> untold,
            TlsSupport authenticated) {}

    /** Asks for all, and {@code negotiated} is what a handshake has got before. */
    Probes(Function<Hello, Answer> ask, String serverName, Optional<TlsProtocol> negotiated) {
        this.ask = ask;
        this.serverName = serverName;
        this.negotiated = negotiated;
    }

    Result run() {
        versions();
        Map<WeakCiphers, String> accepted = new EnumMap<>(WeakCiphers.class);
        Set<WeakCiphers> untold = new TreeSet<>();
        if (hasSuitesToChoose(TlsSupport.ACCEPTED)) {
            for (WeakCiphers weak : WeakCiphers.values()) {
                ciphers(weak, accepted, untold);
            }
        } else if (hasSuitesToChoose(TlsSupport.UNKNOWN)) {
            untold.addAll(Set.of(WeakCiphers.values()));
        }
        return new Result(protocols, accepted, untold, authenticated());
    }

    private void versions() {
        Map<TlsProtocol, Answer> answers = new EnumMap<>(TlsProtocol.class);
        for (TlsProtocol protocol : TlsProtocol.values()) {
            List<Integer> suites = protocol == TlsProtocol.TLS_1_3 ? Suites.MODERN : Suites.ALL;
            answers.put(protocol, ask.apply(new Hello(protocol.code(), suites, serverName)));
        }
        isEndRefusal = answers.entrySet().stream()
                .filter(each -> negotiated.map(each.getKey()::equals).orElse(true))
                .anyMatch(each -> isChosen(each.getKey(), each.getValue()));
        answers.forEach((protocol, answer) -> protocols.put(protocol, support(protocol, answer)));
    }

    private TlsSupport support(TlsProtocol protocol, Answer answer) {
        if (isChosen(protocol, answer)) {
            return TlsSupport.ACCEPTED;
        }
        return answer instanceof Answer.Chosen ? TlsSupport.REFUSED : unlessChosen(answer);
    }

    private static boolean isChosen(TlsProtocol protocol, Answer answer) {
        return answer instanceof Answer.Chosen chosen && chosen.version() == protocol.code();
    }

    /** TLS 1.3 has no weak suites. */
    private boolean hasSuitesToChoose(TlsSupport support) {
        return protocols.entrySet().stream()
                .anyMatch(each -> each.getKey() != TlsProtocol.TLS_1_3 && each.getValue() == support);
    }

    private void ciphers(WeakCiphers weak, Map<WeakCiphers, String> accepted, Set<WeakCiphers> untold) {
        Answer answer =
                ask.apply(new Hello(Hello.TLS_1_2, List.copyOf(weak.suites().keySet()), serverName));
        if (answer instanceof Answer.Chosen chosen && weak.suites().containsKey(chosen.suite())) {
            accepted.put(weak, weak.suites().get(chosen.suite()));
        } else if (unlessChosen(answer) == TlsSupport.UNKNOWN) {
            untold.add(weak);
        }
    }

    private TlsSupport authenticated() {
        boolean decides = protocols.get(TlsProtocol.TLS_1_2) == TlsSupport.ACCEPTED
                && protocols.get(TlsProtocol.TLS_1_3) == TlsSupport.REFUSED;
        return decides ? support(Suites.AUTHENTICATED) : TlsSupport.UNKNOWN;
    }

    private TlsSupport support(Collection<Integer> suites) {
        Answer answer = ask.apply(new Hello(Hello.TLS_1_2, List.copyOf(suites), serverName));
        return answer instanceof Answer.Chosen chosen && suites.contains(chosen.suite())
                ? TlsSupport.ACCEPTED
                : unlessChosen(answer);
    }

    /**
     * No answer tells nothing. An end of the connection is how many a server says no; but also how something on the way
     * stops a hello that it does not know, so it counts where other hellos come through.
     */
    private TlsSupport unlessChosen(Answer answer) {
        boolean isNo = answer instanceof Answer.Closed
                ? isEndRefusal
                : !(answer instanceof Answer.Silent || answer instanceof Answer.Foreign);
        return isNo ? TlsSupport.REFUSED : TlsSupport.UNKNOWN;
    }
}
