package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import dev.seaworthy.security.csp.ParsedPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The policies of one response: what one of them forbids is forbidden. */
record Policies(List<PolicyView> views) {
    Policies(Iterable<ParsedPolicy> policies) {
        this(viewed(policies));
    }

    private static List<PolicyView> viewed(Iterable<ParsedPolicy> policies) {
        List<PolicyView> views = new ArrayList<>();
        policies.forEach(policy -> views.add(new PolicyView(policy)));
        return views;
    }

    Stream<PolicyView> stream() {
        return views.stream();
    }

    boolean any(Predicate<PolicyView> rule) {
        return views.stream().anyMatch(rule);
    }

    boolean has(Directive directive) {
        return any(view -> view.has(directive));
    }

    /** What every policy that rules {@code directive} lets through; nothing if one of them finds nothing. */
    List<Finding> letThrough(Directive directive, Function<PolicyView, List<Finding>> check) {
        List<List<Finding>> found = views.stream()
                .filter(view -> view.ruling(directive).isPresent())
                .map(check)
                .toList();
        return found.stream().anyMatch(List::isEmpty)
                ? List.of()
                : found.stream().flatMap(List::stream).toList();
    }
}
