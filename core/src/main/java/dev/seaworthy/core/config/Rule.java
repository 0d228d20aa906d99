package dev.seaworthy.core.config;

import java.util.List;

/** What is asked of variables because of others. They are named as the environment names them. Immutable. */
public sealed interface Rule {
    /**
     * Required when another one is set, or has one of these values.
     *
     * @param values each is read as a value of {@code other} is; none means any
     */
    record RequiredWhen(String variable, String other, List<String> values) implements Rule {
        public RequiredWhen {
            values = List.copyOf(values);
        }
    }

    /** Exactly one of them is set. */
    record OneOf(List<String> variables) implements Rule {
        public OneOf {
            variables = List.copyOf(variables);
        }
    }

    /** All of them are set, or none. */
    record AllOrNone(List<String> variables) implements Rule {
        public AllOrNone {
            variables = List.copyOf(variables);
        }
    }

    /** A nested record's; nothing is required of it as long as none of them is set. */
    record OptionalRecord(List<String> variables) implements Rule {
        public OptionalRecord {
            variables = List.copyOf(variables);
        }
    }
}
