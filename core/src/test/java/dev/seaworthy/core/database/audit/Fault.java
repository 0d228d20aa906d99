package dev.seaworthy.core.database.audit;

import java.util.List;

/** How a database gets a fault, and a twin without it. A fix is tried after {@code beforeFix}. */
record Fault(Rule rule, String object, boolean hasFix, List<String> statements, List<String> beforeFix) {
    static Fault mended(Rule rule, String object, String... statements) {
        return new Fault(rule, object, true, List.of(statements), List.of());
    }

    static Fault reported(Rule rule, String object, String... statements) {
        return new Fault(rule, object, false, List.of(statements), List.of());
    }

    Fault before(String... statementsBeforeFix) {
        return new Fault(rule, object, hasFix, statements, List.of(statementsBeforeFix));
    }

    @Override
    public String toString() {
        return rule.title() + " " + object;
    }
}
