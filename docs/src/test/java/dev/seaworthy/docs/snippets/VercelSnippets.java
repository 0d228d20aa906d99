package dev.seaworthy.docs.snippets;

import dev.seaworthy.core.deploy.vercel.Redirect;
import dev.seaworthy.core.deploy.vercel.VercelConfig;
import dev.seaworthy.core.deploy.vercel.VercelFunction;
import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import dev.seaworthy.core.schedule.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class VercelSnippets {
    private VercelSnippets() {}

    static List<VercelProblem> declare(Map<String, String> edgeHeaders, Job backup) {
        VercelConfig config = VercelConfig.builder()
                .framework("nextjs")
                .buildCommand("npm run build")
                .regions("iad1", "sfo1", "cdg1")
                .function("app/api/generate/route.ts", VercelFunction.maxDuration(Duration.ofSeconds(60)))
                .headers("/api/(.*)", rule -> edgeHeaders.forEach(rule))
                .redirect(Redirect.permanent("/home", "/"))
                .env("NODE_ENV", "production")
                .cron("/api/cron/backup", backup) // a Job: one declaration for both
                .build();
        List<VercelProblem> problems = config.validate(VercelPlan.PRO);
        config.write(Path.of("vercel.json"));
        return problems;
    }

    static void change() {
        VercelConfig changed = VercelConfig.read(Path.of("vercel.json")).toBuilder()
                .redirect(Redirect.temporary("/sale", "/pricing"))
                .build();
        changed.write(Path.of("vercel.json"));
    }
}
