package dev.seaworthy.security.csp;

import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.declaration.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the value of a directive must be, beyond the grammar of each source. */
final class PolicyRules {
    private static final Set<Directive> OF_SCRIPTS = Set.of(
            Directive.DEFAULT_SRC,
            Directive.SCRIPT_SRC,
            Directive.SCRIPT_SRC_ELEM,
            Directive.SCRIPT_SRC_ATTR,
            Directive.WORKER_SRC);
    private static final Set<String> TRUSTED_TYPES_WORDS = Set.of("'none'", "'allow-duplicates'", "*");
    private static final Pattern POLICY_NAME = Pattern.compile("[A-Za-z0-9\\-#=_/@.%]+");
    private static final Pattern URI_IN_ASCII = Pattern.compile("[\\x21-\\x7E&&[^;,'\"<>\\\\^`{|}]]+");
    private static final Pattern ENDPOINT = Pattern.compile("[a-z*][a-z0-9_\\-.*]*");

    private final Problems problems;

    PolicyRules(Problems problems) {
        this.problems = problems;
    }

    void check(Directive directive, List<Source> sources) {
        if (sources.isEmpty()) {
            problem(directive, "has no source; state Source.NONE if that is meant");
        }
        if (sources.contains(Source.NONE) && sources.size() > 1) {
            problem(directive, "has 'none' beside other sources; it stands alone or not at all");
        }
        if (Set.copyOf(sources).size() < sources.size()) {
            problem(directive, "names a source twice; name it once");
        }
        if (!directive.isFetch() && !sources.stream().allMatch(Source::isPlace)) {
            problem(directive, "takes 'none', 'self', schemes and hosts alone; leave the rest out");
        }
        if (sources.contains(Source.STRICT_DYNAMIC)) {
            checkStrictDynamic(directive, sources);
        }
    }

    private void checkStrictDynamic(Directive directive, List<Source> sources) {
        if (!OF_SCRIPTS.contains(directive)) {
            problem(directive, "has 'strict-dynamic', which is about scripts alone; leave it out");
        } else if (sources.stream().noneMatch(Source::isNonceOrHash)) {
            problem(directive, "has 'strict-dynamic' without a nonce or a hash, so no script runs; add Source.NONCE");
        }
    }

    /** For a directive whose value is no list of sources. */
    void checkWords(Directive directive, List<String> words) {
        List<String> known = known(directive);
        words.stream()
                .filter(Predicate.not(rule(directive, known)))
                .forEach(word -> problem(directive, "can't have \"" + word + "\"" + shape(directive, word, known)));
        if (!count(directive).test(words.size())) {
            problem(directive, "has " + words.size() + " values" + shape(directive, "", known));
        }
    }

    private static Predicate<String> rule(Directive directive, List<String> known) {
        return switch (directive) {
            case REPORT_TO -> ENDPOINT.asMatchPredicate();
            case REPORT_URI -> URI_IN_ASCII.asMatchPredicate();
            case TRUSTED_TYPES -> POLICY_NAME.asMatchPredicate().or(TRUSTED_TYPES_WORDS::contains);
            default -> known::contains;
        };
    }

    private static Predicate<Integer> count(Directive directive) {
        return switch (directive) {
            case SANDBOX, TRUSTED_TYPES -> count -> true;
            case REPORT_URI -> count -> count > 0;
            case UPGRADE_INSECURE_REQUESTS -> count -> count == 0;
            default -> count -> count == 1;
        };
    }

    private static List<String> known(Directive directive) {
        return switch (directive) {
            case SANDBOX -> Sandbox.names();
            case REQUIRE_TRUSTED_TYPES_FOR -> List.of("'script'");
            case WEBRTC -> List.of("'allow'", "'block'");
            default -> List.of();
        };
    }

    private static String shape(Directive directive, String word, Collection<String> known) {
        String shape = switch (directive) {
            case REPORT_TO -> "one name of Reporting-Endpoints: a to z, 0 to 9 and _-.*";
            case REPORT_URI -> "URIs in ASCII, where ; is %3B and , is %2C";
            case TRUSTED_TYPES -> "names of Trusted Types policies, 'none', 'allow-duplicates' or *";
            case SANDBOX -> "the flags of the HTML standard";
            case UPGRADE_INSECURE_REQUESTS -> "nothing";
            default -> "one of " + known;
        };
        return "; it takes " + shape + Spelling.hint(word, known);
    }

    void problem(Directive directive, String rule) {
        problems.add(directive + " " + rule);
    }
}
