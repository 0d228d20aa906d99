package dev.seaworthy.core.tls;

import dev.seaworthy.core.tls.wire.Answer;
import dev.seaworthy.core.tls.wire.Hello;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** A connection for each version and each group of weak cipher suites, one after the other. */
final class Probes {
    private final Function<Hello, Answer> ask;
    private final String serverName;

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

    Probes(Function<Hello, Answer> ask, String serverName) {
        this.ask = ask;
        this.serverName = serverName;
    }

    Result run() {
        Map<TlsProtocol, TlsSupport> protocols = new EnumMap<>(TlsProtocol.class);
        for (TlsProtocol protocol : TlsProtocol.values()) {
            protocols.put(protocol, support(protocol));
        }
        Map<WeakCiphers, String> accepted = new EnumMap<>(WeakCiphers.class);
        Set<WeakCiphers> untold = new TreeSet<>();
        if (hasSuitesToChoose(protocols)) {
            for (WeakCiphers weak : WeakCiphers.values()) {
                ciphers(weak, accepted, untold);
            }
        }
        return new Result(protocols, accepted, untold, authenticated(protocols));
    }

    /** TLS 1.3 has no weak suites. */
    private static boolean hasSuitesToChoose(Map<TlsProtocol, TlsSupport> protocols) {
        return protocols.entrySet().stream()
                .anyMatch(each -> each.getKey() != TlsProtocol.TLS_1_3 && each.getValue() == TlsSupport.ACCEPTED);
    }

    private TlsSupport support(TlsProtocol protocol) {
        List<Integer> suites = protocol == TlsProtocol.TLS_1_3 ? Suites.MODERN : Suites.ALL;
        Answer answer = ask.apply(new Hello(protocol.code(), suites, serverName));
        if (answer instanceof Answer.Chosen chosen) {
            return chosen.version() == protocol.code() ? TlsSupport.ACCEPTED : TlsSupport.REFUSED;
        }
        return unlessChosen(answer);
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

    private TlsSupport authenticated(Map<TlsProtocol, TlsSupport> protocols) {
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

    /** No answer tells nothing; an end of the connection is how many a server says no. */
    private static TlsSupport unlessChosen(Answer answer) {
        return answer instanceof Answer.Silent || answer instanceof Answer.Foreign
                ? TlsSupport.UNKNOWN
                : TlsSupport.REFUSED;
    }
}
