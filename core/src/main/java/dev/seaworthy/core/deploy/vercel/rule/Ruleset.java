package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.pattern.Steps;
import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import dev.seaworthy.core.deploy.vercel.routing.Router;
import dev.seaworthy.core.deploy.vercel.schema.Schema;
import java.util.List;

/** All rules. */
public final class Ruleset {
    private Ruleset() {}

    /** Every problem, rule by rule. */
    public static List<VercelProblem> check(Node file, VercelPlan plan) {
        Findings findings = new Findings();
        Router router = Router.of(file);
        Steps steps = Steps.ofManyMatches();
        Schema.check(file, findings);
        Exclusions.check(file, findings);
        KnownNames.check(file, findings);
        Crons.check(file, findings);
        Patterns.check(file, findings);
        Overlaps.check(router, steps, findings);
        RedirectPaths.check(router, steps, findings);
        HeaderFields.check(file, findings);
        Secrets.check(file, findings);
        PlanLimits.check(file, plan, findings);
        Legacy.check(file, findings);
        if (steps.isExhausted()) {
            findings.note(
                    file,
                    "has patterns that take too long to try: overlaps and redirects were not all looked at",
                    "Simplify the patterns, or have fewer.");
        }
        return findings.problems();
    }
}
