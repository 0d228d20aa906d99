package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import java.util.ArrayList;
import java.util.List;

/** What no policy of the response says anything about. */
final class MissingChecks implements Checks {
    private final Policies policies;
    private final List<Finding> found = new ArrayList<>();

    MissingChecks(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Finding> find() {
        missing(Directive.SCRIPT_SRC, Severity.HIGH, "scripts may come from anywhere; state it, or default-src");
        missing(Directive.OBJECT_SRC, Severity.HIGH, "plug-ins may be loaded, which can run code; state 'none'");
        missing(Directive.STYLE_SRC, Severity.LOW, "styles may come from anywhere; state it, or default-src");
        missing(
                Directive.BASE_URI,
                needsBase() ? Severity.HIGH : Severity.LOW,
                "an injected base element sends relative addresses, of scripts too, elsewhere; state 'none' or 'self'");
        missing(
                Directive.FORM_ACTION,
                Severity.LOW,
                "an injected form may send what is typed anywhere, and default-src does not rule it; state 'self'");
        missing(
                Directive.FRAME_ANCESTORS,
                Severity.MEDIUM,
                "any site may frame the page, and default-src does not rule it; state 'none' or 'self'");
        reporting();
        return found;
    }

    private void missing(Directive directive, Severity severity, String advice) {
        if (!policies.any(view -> view.ruling(directive).isPresent())) {
            found.add(
                    new Finding(Check.MISSING_DIRECTIVE, severity, directive.toString(), "", "is missing: " + advice));
        }
    }

    private boolean needsBase() {
        return policies.any(view -> view.hasNonce() || (view.hasHash() && view.isStrictDynamic()));
    }

    private void reporting() {
        policies.stream()
                .filter(view -> !view.has(Directive.REPORT_URI))
                .map(view -> view.has(Directive.REPORT_TO) ? reportToOnly() : reportingMissing())
                .forEach(found::add);
    }

    private static Finding reportToOnly() {
        return new Finding(
                Check.REPORT_TO_ONLY,
                Severity.INFO,
                "report-to",
                "",
                "is not known to every browser; state report-uri beside it");
    }

    private static Finding reportingMissing() {
        return new Finding(
                Check.REPORTING_DESTINATION_MISSING,
                Severity.INFO,
                "report-uri",
                "",
                "is missing: nobody learns what the policy stops or breaks");
    }
}
