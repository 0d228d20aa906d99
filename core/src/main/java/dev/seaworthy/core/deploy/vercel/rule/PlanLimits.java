package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.plan.Limit;
import dev.seaworthy.core.deploy.vercel.plan.PlanLimit;
import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.Severity;
import java.util.Locale;
import java.util.Optional;

/** More than the plan allows. */
final class PlanLimits {
    private static final int MINUTES_OF_A_DAY = 1_440;

    private final VercelPlan plan;
    private final Findings findings;

    private PlanLimits(VercelPlan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
    }

    static void check(Node file, VercelPlan plan, Findings findings) {
        PlanLimits limits = new PlanLimits(plan, findings);
        for (Node function : file.at("functions").members()) {
            limits.atMost(
                    function.at("maxDuration"),
                    function.at("maxDuration").whole(),
                    Limit.MAX_DURATION_SECONDS,
                    "seconds");
            limits.atMost(function.at("memory"), function.at("memory").whole(), Limit.MEMORY_MEGABYTES, "MB");
            limits.atMost(function.at("regions"), size(function.at("regions")), Limit.REGIONS, "regions");
        }
        limits.atMost(file.at("regions"), size(file.at("regions")), Limit.REGIONS, "regions");
        limits.atMost(file.at("crons"), size(file.at("crons")), Limit.CRON_JOBS, "cron jobs");
        for (Node cron : file.list("crons")) {
            limits.runs(cron.at("schedule"));
        }
    }

    private static Optional<Integer> size(Node list) {
        return list.isList() ? Optional.of(list.elements().size()) : Optional.empty();
    }

    private void runs(Node schedule) {
        PlanLimit limit = plan.limit(Limit.CRON_RUNS_A_DAY);
        if (limit.most() < MINUTES_OF_A_DAY
                && Schedule.of(schedule)
                        .filter(found -> found.runsMoreThan(limit.most()))
                        .isPresent()) {
            exceeded(schedule, "runs more often a day", limit);
        }
    }

    private void atMost(Node node, Optional<Integer> number, Limit kind, String unit) {
        PlanLimit limit = plan.limit(kind);
        if (number.filter(much -> much > limit.most()).isPresent()) {
            exceeded(node, "is %d %s".formatted(number.get(), unit), limit);
        }
    }

    private void exceeded(Node node, String what, PlanLimit limit) {
        boolean certain = limit.certain() && plan != VercelPlan.UNKNOWN;
        String whose = plan == VercelPlan.UNKNOWN
                ? "the smallest plan"
                : "the plan " + plan.name().toLowerCase(Locale.ROOT);
        findings.add(
                node,
                certain ? Severity.ERROR : Severity.WARNING,
                "%s; %s allows %d (%s, %s)".formatted(what, whose, limit.most(), limit.source(), limit.asOf()),
                "Lower it, take a larger plan, or if the limit has changed since, check against another plan.");
    }
}
