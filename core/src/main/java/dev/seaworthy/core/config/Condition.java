package dev.seaworthy.core.config;

import java.util.List;

/** When an optional variable is asked for: another one is set, or has one of these values if any are named. */
record Condition(String variable, List<String> values) {
    Condition {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return values.isEmpty() ? variable + " is set" : variable + " is " + String.join(" or ", values);
    }
}
