package dev.seaworthy.security.csp;

import dev.seaworthy.security.declaration.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a policy as its author meant it: what a browser would pass over is a problem here. */
final class PolicyReader {
    private final ParsedPolicy parsed;
    private final ContentSecurityPolicy.Builder policy = ContentSecurityPolicy.builder();

    PolicyReader(String text) {
        parsed = ParsedPolicy.of(text);
    }

    ContentSecurityPolicy read() {
        parsed.directives().forEach(this::directive);
        parsed.duplicates().forEach(name -> policy.problem(name + " is stated twice, and browsers follow the first"));
        if (parsed.skipped() > 0) {
            policy.problem("has " + parsed.skipped() + " directives that are not ASCII, which browsers pass over");
        }
        return policy.build();
    }

    private void directive(String name, List<String> values) {
        Optional<Directive> known = Directive.of(name);
        if (known.isEmpty()) {
            policy.problem(name + " is no directive" + Spelling.hint(name, Directive.names()));
        } else if (known.get().isObsolete()) {
            policy.problem(name + " is obsolete: browsers no longer follow it; leave it out");
        } else if (known.get().listsSources()) {
            sources(known.get(), values);
        } else {
            policy.words(known.get(), values);
        }
    }

    private void sources(Directive directive, List<String> expressions) {
        List<Source> sources = new ArrayList<>();
        for (String expression : expressions) {
            policy.collect(() -> sources.add(new Source(expression)));
        }
        if (sources.size() == expressions.size()) {
            policy.put(directive, sources.toArray(Source[]::new));
        } else {
            policy.state(directive, expressions);
        }
    }
}
