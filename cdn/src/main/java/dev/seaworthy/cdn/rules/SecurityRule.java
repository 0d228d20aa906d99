package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Expression;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who is kept out, asked, noted or spared. Immutable, equal by value.
 *
 * <p>The first that fits ends the evaluation, unless it only notes or spares.
 */
public final class SecurityRule implements Rule {
    private record State(Label label, Expression when, Mitigation action, Set<Skip> skips, List<String> notes) {}

    private final State state;

    private SecurityRule(State state) {
        this.state = state;
    }

    public static SecurityRule block(String id, Expression when) {
        return of(id, when, Mitigation.BLOCK);
    }

    public static SecurityRule managedChallenge(String id, Expression when) {
        return of(id, when, Mitigation.MANAGED_CHALLENGE);
    }

    public static SecurityRule jsChallenge(String id, Expression when) {
        return of(id, when, Mitigation.JS_CHALLENGE);
    }

    /**
     * Cloudflare's old {@code challenge}, as the managed challenge that it recommends instead; {@link #notes} says so.
     */
    public static SecurityRule challenge(String id, Expression when) {
        List<String> notes =
                List.of("challenge is declared, managed_challenge is meant: it shows fewer visitors a puzzle");
        return new SecurityRule(new State(Label.of(id), when, Mitigation.MANAGED_CHALLENGE, Set.of(), notes));
    }

    public static SecurityRule log(String id, Expression when) {
        return of(id, when, Mitigation.LOG);
    }

    public static SecurityRule skip(String id, Expression when, Skip first, Skip... more) {
        return new SecurityRule(
                new State(Label.of(id), when, Mitigation.SKIP, Set.copyOf(EnumSet.of(first, more)), List.of()));
    }

    private static SecurityRule of(String id, Expression when, Mitigation action) {
        return new SecurityRule(new State(Label.of(id), when, action, Set.of(), List.of()));
    }

    /** The same with a name for people. */
    public SecurityRule named(String name) {
        return new SecurityRule(new State(state.label.named(name), state.when, state.action, state.skips, state.notes));
    }

    @Override
    public String ref() {
        return state.label.ref();
    }

    @Override
    public String name() {
        return state.label.name();
    }

    @Override
    public Expression when() {
        return state.when;
    }

    public Mitigation action() {
        return state.action;
    }

    /** Of {@link Mitigation#SKIP} alone. */
    public Set<Skip> skips() {
        return state.skips;
    }

    /** What was declared in one way and is meant in another. */
    public List<String> notes() {
        return state.notes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecurityRule rule && state.equals(rule.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** One line for people. */
    @Override
    public String toString() {
        return ref() + ": " + state.action + (state.skips.isEmpty() ? "" : " " + state.skips) + " if " + state.when;
    }
}
