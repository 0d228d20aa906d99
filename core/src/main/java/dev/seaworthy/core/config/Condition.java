package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.Refusal;
import java.util.List;

/** When an optional variable is asked for: another one is set, or has one of these values if any are named. */
record Condition(String variable, List<String> values) {
    Condition {
        values = List.copyOf(values);
    }

    /** Refuses values that {@code other} can't have; those of a secret would be told with the problem. */
    void verify(Setting<?> other) {
        if (other.isSecret() && !values.isEmpty()) {
            throw new IllegalArgumentException(
                    "A rule on the value of " + variable + " would tell a secret; ask whether it is set");
        }
        for (String value : values) {
            try {
                other.convert(value);
            } catch (Refusal refusal) {
                throw new IllegalArgumentException(
                        "A rule waits for a value that " + variable + " can't have: it " + refusal.rule(), refusal);
            }
        }
    }

    @Override
    public String toString() {
        return values.isEmpty() ? variable + " is set" : variable + " is " + String.join(" or ", values);
    }
}
