package dev.seaworthy.core.deploy.vercel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** Files of vercel.json for tests. */
final class Fixtures {
    private Fixtures() {}

    /** The text of a resource beside this class. */
    static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code contentmax.json} says, as it is declared. */
    static VercelConfig.Builder contentMax() {
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
                .headers("/api/(.*)", sink -> {
                    sink.accept("X-Content-Type-Options", "nosniff");
                    sink.accept("X-Frame-Options", "DENY");
                    sink.accept("X-XSS-Protection", "1; mode=block");
                    sink.accept("Referrer-Policy", "strict-origin-when-cross-origin");
                })
                .redirect(Redirect.permanent("/home", "/"))
                .env("NODE_ENV", "production")
                .env("NEXT_PUBLIC_APP_URL", "https://contentmax.ai")
                .env("NEXT_PUBLIC_API_URL", "https://api.contentmax.ai")
                .cron("/api/cron/cleanup", "0 2 * * *")
                .cron("/api/cron/backup", "0 */6 * * *");
    }

    /** A file with single quotes for double ones. */
    static VercelConfig of(String json) {
        return VercelConfig.parse(json.replace('\'', '"'));
    }
}
