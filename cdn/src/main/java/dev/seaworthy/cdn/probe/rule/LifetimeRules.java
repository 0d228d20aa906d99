package dev.seaworthy.cdn.probe.rule;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.declaration.Lifetime;
import dev.seaworthy.cdn.probe.field.CacheControl;
import dev.seaworthy.cdn.probe.field.CacheStatus;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import java.time.Duration;
import java.util.Optional;

/** How long a copy lives, at the CDN and in a browser. */
final class LifetimeRules {
    /** Age and remaining time are both cut to whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private LifetimeRules() {}

    static void judge(Sight sight, Judgement.Findings findings) {
        Optional<Lifetime> edge = sight.expectation().edgeTtl();
        if (edge.isPresent()) {
            stale(sight, edge.get(), findings);
            edgeTtl(sight, edge.get(), findings);
        } else {
            overAge(sight, findings);
        }
        sight.expectation().browserTtl().ifPresent(lifetime -> browserTtl(sight, lifetime, findings));
    }

    private static void stale(Sight sight, Lifetime edge, Judgement.Findings findings) {
        sight.copies()
                .filter(answer -> answer.age()
                        .filter(age -> age.compareTo(edge.most()) > 0)
                        .isPresent())
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.STALE,
                        "A copy is " + seconds(answer) + " old, and may be "
                                + edge.most().toSeconds() + " s",
                        answer));
    }

    /** Serving a copy while or because the origin is asked is part of what the answer allows (RFC 5861). */
    private static void overAge(Sight sight, Judgement.Findings findings) {
        sight.copies()
                .filter(answer -> answer.edgeControl()
                        .sharedLifetime()
                        .filter(lifetime ->
                                answer.age().orElse(Duration.ZERO).compareTo(lifetime.plus(grace(answer.edgeControl())))
                                        > 0)
                        .isPresent())
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.OVER_AGE,
                        "A copy is " + seconds(answer)
                                + " old, more than the answer allows, so that a browser takes it "
                                + "for stale at once",
                        answer));
    }

    private static Duration grace(CacheControl control) {
        Duration revalidating = control.seconds("stale-while-revalidate").orElse(Duration.ZERO);
        Duration failing = control.seconds("stale-if-error").orElse(Duration.ZERO);
        return revalidating.compareTo(failing) > 0 ? revalidating : failing;
    }

    private static String seconds(Answer answer) {
        return answer.age().orElse(Duration.ZERO).toSeconds() + " s";
    }

    private static void edgeTtl(Sight sight, Lifetime declared, Judgement.Findings findings) {
        sight.plain().stream()
                .filter(answer -> answer.status() < 400)
                .filter(answer -> !told(answer, declared))
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.EDGE_TTL,
                        "The CDN's copy is declared to live " + declared + ", and the answer says something else",
                        answer));
    }

    /** A plain max-age says nothing here, as it may be for browsers alone. */
    private static boolean told(Answer answer, Lifetime declared) {
        Optional<Duration> remaining = CacheStatus.read(answer.headers().field("Cache-Status"))
                .speaker()
                .flatMap(CacheStatus.Cache::ttl)
                .map(ttl -> Duration.ofSeconds(ttl).plus(answer.age().orElse(Duration.ZERO)));
        if (remaining.isPresent()) {
            return declared.contains(remaining.get())
                    || declared.contains(remaining.get().plus(ROUNDING))
                    || declared.contains(remaining.get().minus(ROUNDING));
        }
        boolean isTargeted = !answer.edgeControl().equals(answer.control());
        return (isTargeted
                        ? answer.edgeControl().sharedLifetime()
                        : answer.control().seconds("s-maxage"))
                .map(declared::contains)
                .orElse(true);
    }

    private static void browserTtl(Sight sight, Lifetime declared, Judgement.Findings findings) {
        sight.plain().stream()
                .filter(answer -> answer.status() < 400)
                .filter(answer -> !answer.control()
                        .seconds("max-age")
                        .map(declared::contains)
                        .orElse(false))
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.BROWSER_TTL,
                        "A browser's copy is declared to live " + declared + ", and max-age says something else",
                        answer,
                        "Cache-Control"));
    }
}
