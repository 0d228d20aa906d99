package dev.seaworthy.cdn.probe.rule;

import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.verdict.FindingKind;

/** Errors, and those that last because a cache keeps them. */
final class ErrorRules {
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private ErrorRules() {}

    static void judge(Sight sight, Judgement.Findings findings) {
        sight.copies()
                .filter(answer -> answer.status() >= CLIENT_ERROR)
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.ERROR_CACHED,
                        "An error is served from a copy: status " + answer.status(),
                        answer,
                        "Age",
                        "Cache-Control"));
        sight.plain().stream()
                .filter(answer -> !answer.isCopy() && answer.status() >= leastError(sight))
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.ERROR_ANSWERED, "The answer is an error: status " + answer.status(), answer));
    }

    /** What needs an account may turn a stranger away. */
    private static int leastError(Sight sight) {
        return sight.expectation().isCached() ? CLIENT_ERROR : SERVER_ERROR;
    }
}
