package dev.seaworthy.security.http;

import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of one request: whether it is answered already, as whom it passes, and what its guards ruled. */
record Verdict(@Nullable Answer answer, @Nullable Identity identity, List<Ruling> rulings) {
    static final Verdict PASSES = new Verdict(null, null, List.of());

    static Verdict answered(Answer answer) {
        return new Verdict(answer, null, List.of());
    }
}
