package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;

/** What works, and Vercel calls legacy. */
final class Legacy {
    private Legacy() {}

    static void check(Node file, Findings findings) {
        if (!file.list("crons").isEmpty()) {
            findings.note(
                    file.at("crons"),
                    "are what Vercel calls legacy since 2026-09: they go on, and are to become Schedules",
                    "Nothing has to be done now: see https://vercel.com/docs/schedules/migrate-from-cron-jobs."
                            + " Set CRON_SECRET in the project settings, so that no one else calls their paths.");
        }
        if (file.has("env") || file.at("build").has("env")) {
            findings.note(
                    file.at(file.has("env") ? "env" : "build"),
                    "is legacy: Vercel recommends the environment variables of the project settings",
                    "Keep here only what everyone may read.");
        }
        for (String name : new String[] {"builds", "routes"}) {
            if (file.has(name)) {
                findings.note(
                        file.at(name),
                        "is legacy",
                        name.equals("builds")
                                ? "Use \"framework\" and \"functions\"."
                                : "Use \"redirects\", \"headers\" and \"rewrites\".");
            }
        }
    }
}
