package dev.seaworthy.core.failure;

import dev.seaworthy.core.SeaworthyException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown as a log may tell it: the class and the frames of it, of its causes and of what it suppressed. A
 * message may hold a row or a secret, and is left out unless it is one of ours.
 */
public final class Trace extends Throwable {
    private static final long serialVersionUID = 1L;

    private Trace(String text, Throwable thrown, Set<Throwable> seen) {
        super(text, cause(thrown, seen));
        setStackTrace(thrown.getStackTrace());
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (seen.add(suppressed)) {
                addSuppressed(new Trace(name(suppressed), suppressed, seen));
            }
        }
    }

    /** Its message is the name of a class, or what one of ours says. */
    public static Trace of(Throwable thrown) {
        return of(name(thrown), thrown);
    }

    /** The same under a text of ours. */
    public static Trace of(String text, Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        return new Trace(text, thrown, seen);
    }

    private static @Nullable Trace cause(Throwable thrown, Set<Throwable> seen) {
        Throwable cause = thrown.getCause();
        return cause != null && seen.add(cause) ? new Trace(name(cause), cause, seen) : null;
    }

    private static String name(Throwable thrown) {
        boolean ours = thrown instanceof SeaworthyException || thrown instanceof Told;
        return ours ? Reason.of(thrown) : thrown.getClass().getName();
    }
}
