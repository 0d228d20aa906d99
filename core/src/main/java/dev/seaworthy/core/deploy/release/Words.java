package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.core.failure.Reason;

/** A failure in the words that a journal and an outcome may hold. */
final class Words {
    private Words() {}

    static String of(Throwable thrown) {
        String told = Reason.of(thrown);
        String name = thrown.getClass().getName() + ": ";
        return thrown instanceof SeaworthyException && told.startsWith(name) ? told.substring(name.length()) : told;
    }

    static String cut(String text) {
        return Reason.cut(text);
    }
}
