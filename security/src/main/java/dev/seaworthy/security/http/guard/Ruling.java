package dev.seaworthy.security.http.guard;

import dev.seaworthy.security.headers.HeaderSink;
import dev.seaworthy.security.http.message.Answer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a guard decides about a request. Immutable. */
public final class Ruling {
    private static final Ruling ADMITTED = new Ruling(null, null, Ruling::writeNothing);

    private final @Nullable Answer answer;
    private final @Nullable Identity identity;
    private final Consumer<HeaderSink> headers;

    private Ruling(@Nullable Answer answer, @Nullable Identity identity, Consumer<HeaderSink> headers) {
        this.answer = answer;
        this.identity = identity;
        this.headers = headers;
    }

    private static void writeNothing(HeaderSink sink) {}

    /** Lets it pass. */
    public static Ruling admit() {
        return ADMITTED;
    }

    /** Lets it pass as this caller, whom later guards and the application see. */
    public static Ruling admit(Identity identity) {
        return new Ruling(null, identity, Ruling::writeNothing);
    }

    /** Answers it in the application's place. */
    public static Ruling refuse(Answer answer) {
        return new Ruling(answer, null, Ruling::writeNothing);
    }

    /**
     * The same, with headers more that every path out carries, the application's answer included.
     *
     * @param writer called anew whenever something has taken headers away, so it writes the same each time
     */
    public Ruling with(Consumer<HeaderSink> writer) {
        return new Ruling(answer, identity, headers.andThen(writer));
    }

    /** Empty if it passes. */
    public Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** Empty if the guard does not know who it is. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    public void writeTo(HeaderSink sink) {
        headers.accept(sink);
    }
}
