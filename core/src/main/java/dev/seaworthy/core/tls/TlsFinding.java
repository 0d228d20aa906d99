package dev.seaworthy.core.tls;

import java.util.List;
import java.util.Objects;

/**
 * One thing that was found. Immutable.
 *
 * @param id the same for the same kind of finding, for whoever decides by it: {@code expires-soon}
 * @param sentence what was found
 * @param advice what to do about it; empty where there is nothing to do
 */
public record TlsFinding(Level level, String id, String sentence, String advice) {
    /** How bad it is. */
    public enum Level {
        /** Worth knowing. */
        INFO,
        /** It works, and should be better. */
        WARNING,
        /** It could not be found out. */
        UNKNOWN,
        /** Visitors are refused, or not safe, or what was declared does not hold. */
        FAILURE
    }

    public TlsFinding {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(advice, "advice");
    }

    static TlsFinding info(String id, String sentence, String advice) {
        return new TlsFinding(Level.INFO, id, sentence, advice);
    }

    static TlsFinding warning(String id, String sentence, String advice) {
        return new TlsFinding(Level.WARNING, id, sentence, advice);
    }

    static TlsFinding unknown(String id, String sentence, String advice) {
        return new TlsFinding(Level.UNKNOWN, id, sentence, advice);
    }

    static TlsFinding failure(String id, String sentence, String advice) {
        return new TlsFinding(Level.FAILURE, id, sentence, advice);
    }

    /** The same, of these addresses of the host alone. */
    TlsFinding at(List<String> addresses) {
        return new TlsFinding(level, id, "At " + String.join(" and ", addresses) + ": " + sentence, advice);
    }

    /** {@code FAILURE expired: The certificate of … expired on …. Renew it.} */
    @Override
    public String toString() {
        return level + " " + id + ": " + sentence + "." + (advice.isEmpty() ? "" : " " + advice + ".");
    }
}
