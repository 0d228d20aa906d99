package dev.seaworthy.core.deploy.vercel.schema;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;

/**
 * The fields of vercel.json that are known, and what they may hold: the JSON schemas of Vercel's command line (read in
 * 2026-09) and the field list of {@code @vercel/config} 0.7.
 */
public final class Schema {
    private static final int NO_BOUND = Integer.MAX_VALUE;
    private static final Shape TEXT = Shape.text(NO_BOUND);
    private static final Shape TEXTS = Shape.list(NO_BOUND, TEXT);
    private static final Shape TEXT_OR_NULL = Shape.orNull(TEXT);
    private static final Shape PATTERN = Shape.text(1, 256);
    private static final Shape VARIABLES = Shape.map(256, 0, NO_BOUND, TEXT);

    /** The greatest that Vercel's command line lets through; what a plan allows is less. */
    private static final int MOST_SECONDS = 3_600;

    private static final Shape FUNCTION = Members.none()
            .with("architecture", Shape.oneOf("x86_64", "arm64"))
            .with("runtime", Shape.text(256))
            .with("memory", Shape.number(128, 10_240))
            .with("maxDuration", Shape.textOr(Shape.oneOf("max"), Shape.whole(1, MOST_SECONDS)))
            .with("affinity", Members.none().with("mode", Shape.oneOf("strict")).requiring("mode"))
            .with("maxConcurrency", Shape.whole(1, 8_192))
            .with("regions", TEXTS)
            .with("functionFailoverRegions", TEXTS)
            .with("includeFiles", Shape.text(256))
            .with("excludeFiles", Shape.text(256))
            .with("experimentalTriggers", Shape.list(NO_BOUND, Shape.ANYTHING))
            .with("supportsCancellation", Shape.FLAG);

    private static final Shape BUILD = Members.none()
            .with("src", Shape.text(1, Routing.LONGEST_PATH))
            .with("use", Shape.text(3, 256))
            .with("config", Shape.map(NO_BOUND, 0, NO_BOUND, Shape.ANYTHING))
            .requiring("use");

    private static final Shape CRON = Members.none()
            .with("path", Shape.text(1, 512))
            .with("schedule", Shape.text(9, 256))
            .requiring("path", "schedule");

    private static final Shape LOCAL_PATTERN =
            Members.none().with("pathname", PATTERN).with("search", Shape.text(256));

    private static final Shape REMOTE_PATTERN = Members.none()
            .with("protocol", Shape.oneOf("http", "https"))
            .with("hostname", PATTERN)
            .with("port", Shape.text(5))
            .with("pathname", PATTERN)
            .with("search", Shape.text(256))
            .requiring("hostname");

    private static final Shape IMAGES = Members.none()
            .with("contentDispositionType", Shape.oneOf("inline", "attachment"))
            .with("contentSecurityPolicy", PATTERN)
            .with("dangerouslyAllowSVG", Shape.FLAG)
            .with("domains", Shape.list(50, PATTERN))
            .with("formats", Shape.list(1, 4, Shape.oneOf("image/avif", "image/webp", "image/jpeg", "image/png")))
            .with("localPatterns", Shape.list(25, LOCAL_PATTERN))
            .with("minimumCacheTTL", Shape.whole(1, 315_360_000))
            .with("qualities", Shape.list(1, 20, Shape.whole(1, 100)))
            .with("remotePatterns", Shape.list(50, REMOTE_PATTERN))
            .with("sizes", Shape.list(1, 50, Shape.NUMBER))
            .requiring("sizes");

    private static final Shape FILE = Members.none()
            .with("$schema", TEXT)
            .with("framework", TEXT_OR_NULL)
            .with("buildCommand", TEXT_OR_NULL)
            .with("devCommand", TEXT_OR_NULL)
            .with("installCommand", TEXT_OR_NULL)
            .with("ignoreCommand", TEXT_OR_NULL)
            .with("outputDirectory", TEXT_OR_NULL)
            .with("regions", TEXTS)
            .with("functionFailoverRegions", TEXTS)
            .with("passiveRegions", TEXTS)
            .with("functions", Shape.map(256, 1, 50, FUNCTION))
            .with("headers", Routing.HEADERS)
            .with("redirects", Routing.REDIRECTS)
            .with("rewrites", Routing.REWRITES)
            .with("routes", Routing.ROUTES)
            .with("cleanUrls", Shape.FLAG)
            .with("trailingSlash", Shape.FLAG)
            .with("crons", Shape.list(NO_BOUND, CRON))
            .with("env", VARIABLES)
            .with("build", Members.none().with("env", VARIABLES).open())
            .with("builds", Shape.list(128, BUILD))
            .with("images", IMAGES)
            .with("bulkRedirectsPath", TEXT_OR_NULL)
            .with("alias", Shape.ANYTHING)
            .with("bunVersion", TEXT)
            .with("fluid", Shape.FLAG)
            .with("git", Shape.ANYTHING)
            .with("github", Shape.ANYTHING)
            .with("name", TEXT)
            .with("public", Shape.FLAG)
            .with("relatedProjects", TEXTS)
            .with("scope", TEXT)
            .with("version", Shape.NUMBER)
            .with("wildcard", Shape.ANYTHING)
            .with("services", Shape.ANYTHING)
            .with("experimentalServices", Shape.ANYTHING)
            .with("experimentalServiceGroups", Shape.ANYTHING)
            .with("proxy", Shape.ANYTHING)
            .open();

    private Schema() {}

    /** Tells of all that Vercel's command line would refuse by shape, and of fields that nobody knows. */
    public static void check(Node file, Findings findings) {
        FILE.check(file, findings);
    }
}
