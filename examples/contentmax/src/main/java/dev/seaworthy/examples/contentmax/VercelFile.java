package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.deploy.vercel.Redirect;
import dev.seaworthy.core.deploy.vercel.VercelConfig;
import dev.seaworthy.core.deploy.vercel.VercelFunction;
import dev.seaworthy.security.headers.HeaderSink;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;

/** ContentMax's vercel.json; a test holds the file against it. */
final class VercelFile {
    /** What the edge says of the API; the service says these and more. */
    private static final Set<String> HEADERS =
            Set.of("X-Content-Type-Options", "X-Frame-Options", "X-XSS-Protection", "Referrer-Policy");

    private VercelFile() {}

    static VercelConfig declared(Settings settings) {
        return VercelConfig.builder()
                .framework("nextjs")
                .buildCommand("npm run build")
                .outputDirectory(".next")
                .devCommand("npm run dev")
                .installCommand("npm install")
                .regions("iad1", "sfo1", "cdg1")
                .function("app/api/generate/route.ts", VercelFunction.maxDuration(Duration.ofSeconds(60)))
                .function("app/api/scrape/route.ts", VercelFunction.maxDuration(Duration.ofSeconds(30)))
                .function("app/api/bulk/route.ts", VercelFunction.maxDuration(Duration.ofSeconds(300)))
                .headers("/api/(.*)", rule -> Protection.story(settings).writeTo(new Edge(rule), true))
                .redirect(Redirect.permanent("/home", "/"))
                .env("NODE_ENV", "production")
                .env("NEXT_PUBLIC_APP_URL", settings.appUrl().toString())
                .env("NEXT_PUBLIC_API_URL", settings.apiUrl().toString())
                .cron("/api/cron/cleanup", Schedule.CLEANUP)
                .cron("/api/cron/backup", Schedule.BACKUP)
                .build();
    }

    /** So that the edge and the service never disagree. */
    private record Edge(BiConsumer<String, String> rule) implements HeaderSink {
        @Override
        public void set(String name, String value) {
            if (HEADERS.contains(name)) {
                rule.accept(name, value);
            }
        }

        @Override
        public void setIfAbsent(String name, String value) {
            set(name, value);
        }

        @Override
        public void add(String name, String member) {}

        @Override
        public void remove(String name) {}
    }
}
