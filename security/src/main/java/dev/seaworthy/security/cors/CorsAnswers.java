package dev.seaworthy.security.cors;

import dev.seaworthy.security.cors.CorsDecision.Reason;
import dev.seaworthy.security.headers.HeaderField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The decisions of one policy, made once: only an origin that no one could foresee is granted anew. Immutable. */
final class CorsAnswers {
    private final CorsFields fields;
    private final CorsDecision withoutOrigin;
    private final CorsDecision optionsWithoutOrigin;
    private final CorsDecision refused;
    private final CorsDecision optionsRefused;
    private final Map<Reason, CorsDecision> preflightsRefused = new EnumMap<>(Reason.class);

    CorsAnswers(CorsPolicy policy) {
        fields = new CorsFields(policy);
        withoutOrigin = new CorsDecision.NotCors(fields.withoutOrigin(false));
        optionsWithoutOrigin = new CorsDecision.NotCors(fields.withoutOrigin(true));
        refused = new CorsDecision.Refused(Reason.ORIGIN, fields.refused(Reason.ORIGIN, false));
        optionsRefused = new CorsDecision.Refused(Reason.ORIGIN, fields.refused(Reason.ORIGIN, true));
        for (Reason reason : Reason.values()) {
            preflightsRefused.put(reason, new CorsDecision.PreflightRefused(reason, fields.refused(reason, true)));
        }
    }

    Grant grant(HeaderField allowOrigin) {
        return new Grant(
                new CorsDecision.Preflight(fields.preflight(allowOrigin)),
                new CorsDecision.Actual(fields.actual(allowOrigin, false)),
                new CorsDecision.Actual(fields.actual(allowOrigin, true)));
    }

    CorsDecision withoutOrigin(boolean options) {
        return options ? optionsWithoutOrigin : withoutOrigin;
    }

    CorsDecision refused(boolean options) {
        return options ? optionsRefused : refused;
    }

    CorsDecision refusedPreflight(Reason reason) {
        return Objects.requireNonNull(preflightsRefused.get(reason));
    }
}
