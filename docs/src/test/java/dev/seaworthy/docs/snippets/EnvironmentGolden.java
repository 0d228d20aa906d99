package dev.seaworthy.docs.snippets;

import dev.seaworthy.core.config.EnvironmentConfig;
import java.util.Map;

/** The loads whose reports the pages show. */
public final class EnvironmentGolden {
    private EnvironmentGolden() {}

    public static void guide() {
        EnvironmentSnippets.broken();
    }

    /** Its sources are named as a process and its file would be. */
    public static void readme() {
        EnvironmentConfig.of(EnvironmentSnippets.Readme.class)
                .environment(Map.of())
                .variables("process environment", Map.of("NODE_ENV", "development", "APP_URL", "localhost:3000"))
                .variables(".env:7", Map.of("EMAIL_FROM", "nobody"))
                .load();
    }
}
