package dev.seaworthy.security.password.policy;

import java.util.List;

/**
 * What a policy says of a password.
 *
 * @param breachesAsked false if there is no breach list, or it did not answer
 */
public record PasswordVerdict(List<Weakness> weaknesses, boolean breachesAsked) {
    public PasswordVerdict {
        weaknesses = List.copyOf(weaknesses);
    }

    public boolean isAcceptable() {
        return weaknesses.isEmpty();
    }
}
