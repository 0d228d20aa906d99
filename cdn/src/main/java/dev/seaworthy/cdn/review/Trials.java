package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.cdn.rules.CdnRules;
import dev.seaworthy.cdn.rules.Rule;
import java.util.List;

/** The requests that rules are tried with. */
final class Trials {
    private final CdnRules rules;
    private final SampleRequest site;

    Trials(CdnRules rules, String site) {
        this.rules = rules;
        this.site = SampleRequest.get(site);
    }

    CdnRules rules() {
        return rules;
    }

    SampleRequest site() {
        return site;
    }

    SampleRequest at(String path) {
        return site.path(path);
    }

    /** Paths that fit a rule, as far as its expression speaks of paths. */
    List<String> pathsOf(Rule rule) {
        return pathsOf(rule.when());
    }

    List<String> pathsOf(Expression when) {
        return when.examplePaths().stream()
                .filter(path -> when.match(at(path)).isPossible())
                .toList();
    }

    /** Those of all cache rules, each once. */
    List<String> cachePaths() {
        return rules.cache().stream()
                .flatMap(rule -> rule.when().examplePaths().stream())
                .distinct()
                .toList();
    }
}
