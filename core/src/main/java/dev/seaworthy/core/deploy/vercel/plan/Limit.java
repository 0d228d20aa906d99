package dev.seaworthy.core.deploy.vercel.plan;

/** What a plan bounds. */
public enum Limit {
    /** How long a function may run, in seconds. */
    MAX_DURATION_SECONDS,
    /** How much memory a function may have, in MB. */
    MEMORY_MEGABYTES,
    /** How many cron jobs a project may have. */
    CRON_JOBS,
    /** How often a day a cron job may run. */
    CRON_RUNS_A_DAY,
    /** In how many regions the functions may be. */
    REGIONS
}
