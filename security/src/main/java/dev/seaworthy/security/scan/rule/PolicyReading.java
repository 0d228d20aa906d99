package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.csp.Directive;
import dev.seaworthy.security.csp.ParsedPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one policy for what the Observatory takes points for. */
final class PolicyReading {
    private static final Set<String> BROAD =
            Set.of("ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*");
    private static final Set<String> INLINE = Set.of("'unsafe-inline'", "data:");
    private static final Set<String> REPEATABLE = Set.of("report-uri", "report-to");
    private static final Set<String> ACTIVE_ELSEWHERE = Set.of("img-src", "media-src", "script-src");

    private final ParsedPolicy policy;
    private final boolean overTls;
    private final List<String> script;
    private final List<String> style;
    private final Set<PolicyWeakness> found = EnumSet.noneOf(PolicyWeakness.class);

    private PolicyReading(ParsedPolicy policy, boolean overTls) {
        this.policy = policy;
        this.overTls = overTls;
        script = withoutIgnored(ruling(Directive.SCRIPT_SRC));
        style = withoutIgnored(ruling(Directive.STYLE_SRC));
    }

    static Set<PolicyWeakness> of(ParsedPolicy policy, boolean overTls) {
        PolicyReading reading = new PolicyReading(policy, overTls);
        reading.look();
        return reading.found;
    }

    private void look() {
        List<String> object = ruling(Directive.OBJECT_SRC);
        boolean trustsNothing = script.contains("'strict-dynamic'") && !hasCredential(script);
        findIf(trustsNothing || !REPEATABLE.containsAll(policy.duplicates()), PolicyWeakness.INVALID);
        findIf(has(script, INLINE), PolicyWeakness.SCRIPT_INLINE);
        findIf(has(script, BROAD), PolicyWeakness.SCRIPT_BROAD);
        findIf(has(object, BROAD), PolicyWeakness.OBJECT_BROAD);
        findIf(overTls && isPlain(active()), PolicyWeakness.PLAIN_ACTIVE);
        findIf(script.contains("'unsafe-eval'") || style.contains("'unsafe-eval'"), PolicyWeakness.EVAL);
        findIf(overTls && isPlain(passive()), PolicyWeakness.PLAIN_PASSIVE);
        findIf(has(style, INLINE), PolicyWeakness.STYLE_INLINE);
        findIf(has(style, BROAD), PolicyWeakness.STYLE_BROAD);
        findIf(!policy.duplicates().isEmpty(), PolicyWeakness.DUPLICATES);
    }

    private void findIf(boolean isSo, PolicyWeakness weakness) {
        if (isSo) {
            found.add(weakness);
        }
    }

    private List<String> active() {
        return Stream.concat(
                        policy.directives().entrySet().stream()
                                .filter(directive -> !ACTIVE_ELSEWHERE.contains(directive.getKey()))
                                .map(Map.Entry::getValue)
                                .flatMap(Collection::stream)
                                .map(PolicyReading::lower),
                        script.stream())
                .toList();
    }

    private List<String> passive() {
        return Stream.of(Directive.IMG_SRC, Directive.MEDIA_SRC)
                .flatMap(directive -> ruling(directive, List.of()).stream())
                .toList();
    }

    private List<String> ruling(Directive directive) {
        return ruling(directive, List.of("*"));
    }

    private List<String> ruling(Directive directive, List<String> otherwise) {
        if (!policy.has(directive) && !policy.has(Directive.DEFAULT_SRC)) {
            return otherwise;
        }
        Directive ruling = policy.has(directive) ? directive : Directive.DEFAULT_SRC;
        return policy.values(ruling).stream().map(PolicyReading::lower).toList();
    }

    /** Browsers ignore some sources beside a nonce or a hash, and more beside 'strict-dynamic'. */
    private static List<String> withoutIgnored(List<String> sources) {
        List<String> kept = new ArrayList<>(sources);
        if (hasCredential(sources)) {
            kept.remove("'unsafe-inline'");
            if (sources.contains("'strict-dynamic'")) {
                kept.removeIf(
                        source -> source.equals("'self'") || BROAD.stream().anyMatch(source::startsWith));
            }
        }
        return kept;
    }

    private static boolean hasCredential(List<String> sources) {
        return sources.stream().anyMatch(source -> source.startsWith("'nonce-") || source.startsWith("'sha"));
    }

    private static boolean has(List<String> sources, Set<String> any) {
        return sources.stream().anyMatch(any::contains);
    }

    private static boolean isPlain(List<String> sources) {
        return sources.stream().anyMatch(source -> source.startsWith("http:") || source.startsWith("ftp:"));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
