package dev.seaworthy.core.deploy.vercel.plan;

import java.net.URI;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A plan of Vercel. More than a plan allows is an error; on an {@link #UNKNOWN} one, and where a limit is not certain,
 * a warning.
 */
public enum VercelPlan {
    HOBBY(300, 2_048, 1, 1),
    PRO(800, 4_096, 1_440, 3),
    /** As many regions as there are. */
    ENTERPRISE(800, 4_096, 1_440, 1_000),
    /** The least that any plan allows. */
    UNKNOWN(300, 2_048, 1, 1);

    @SuppressWarnings("ImmutableEnumChecker") // filled once, here
    private final Map<Limit, PlanLimit> limits = new EnumMap<>(Limit.class);

    VercelPlan(long seconds, long megabytes, long runsADay, long regions) {
        URI functions = URI.create("https://vercel.com/docs/functions/limitations");
        LocalDate functionsAsOf = LocalDate.of(2025, 12, 18);
        LocalDate cronsAsOf = LocalDate.of(2026, 9, 16);
        limits.put(Limit.MAX_DURATION_SECONDS, new PlanLimit(seconds, functionsAsOf, functions, true));
        limits.put(Limit.MEMORY_MEGABYTES, new PlanLimit(megabytes, functionsAsOf, functions, true));
        limits.put(
                Limit.CRON_JOBS,
                new PlanLimit(
                        100,
                        cronsAsOf,
                        URI.create("https://vercel.com/changelog/cron-jobs-now-support-100-per-project-on-every-plan"),
                        true));
        limits.put(
                Limit.CRON_RUNS_A_DAY,
                new PlanLimit(
                        runsADay, cronsAsOf, URI.create("https://vercel.com/docs/cron-jobs/usage-and-pricing"), true));
        limits.put(
                Limit.REGIONS,
                new PlanLimit(
                        regions,
                        LocalDate.of(2026, 2, 27),
                        URI.create("https://vercel.com/docs/functions/configuring-functions/region"),
                        false));
    }

    /** How much of this the plan allows. */
    public PlanLimit limit(Limit limit) {
        return Objects.requireNonNull(limits.get(limit));
    }
}
