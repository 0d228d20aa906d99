package dev.seaworthy.core.deploy.vercel.problem;

import java.util.Objects;

/**
 * One problem of a vercel.json. Immutable. No value of {@code env} and nothing that looks like a secret is in it.
 *
 * @param pointer where, as a JSON pointer (RFC 6901): {@code /redirects/0/source}; empty for the whole file
 * @param sentence what is wrong, in one line
 * @param remedy what to do, in one line
 */
public record VercelProblem(String pointer, Severity severity, String sentence, String remedy) {
    public VercelProblem {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(sentence, "sentence");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** {@code ERROR /crons/0/schedule: … — …} */
    @Override
    public String toString() {
        return severity + " " + (pointer.isEmpty() ? "the file" : pointer) + ": " + sentence + " — " + remedy;
    }
}
