package dev.seaworthy.security.http.endpoint;

import dev.seaworthy.security.csp.report.Intake;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.io.IOException;

/**
 * Takes what browsers report to {@code report-to} and {@code report-uri}, by POST. Safe for use by many threads.
 *
 * <p>Pages of other origins report here too: for them browsers ask first, by a preflight (Reporting API, "attempt to
 * deliver reports to endpoint"), and it allows that to all. State it at a path without a CORS policy, since a policy
 * answers the preflights of its paths.
 */
public final class ViolationEndpoint implements Endpoint {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final Answer NOT_ALLOWED = Answer.empty(405).with("Allow", "OPTIONS, POST");
    private static final Answer PREFLIGHT = Answer.empty(204)
            .with(ALLOW_ORIGIN, "*")
            .with("Access-Control-Allow-Methods", "POST")
            .with("Access-Control-Allow-Headers", "Content-Type")
            .with("Access-Control-Max-Age", "86400");

    private final ViolationReports reports;

    private ViolationEndpoint(ViolationReports reports) {
        this.reports = reports;
    }

    /** Counts them there; its bounds hold. */
    public static ViolationEndpoint of(ViolationReports reports) {
        return new ViolationEndpoint(reports);
    }

    /** The status of the {@link Intake}, or 405. */
    @Override
    public Answer answer(IncomingRequest request) throws IOException {
        return switch (request.method()) {
            case "POST" -> accept(request);
            case "OPTIONS" -> PREFLIGHT;
            default -> NOT_ALLOWED;
        };
    }

    private Answer accept(IncomingRequest request) throws IOException {
        Intake intake = reports.accept(request.line("Content-Type").orElse(null), request.body());
        return Answer.empty(intake.status()).with(ALLOW_ORIGIN, "*");
    }
}
