package dev.seaworthy.core.deploy.vercel.schema;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;

/** The shapes of headers, redirects, rewrites and routes, with Vercel's own limits of 2026-09 (routing-utils 6.6). */
final class Routing {
    static final int LONGEST_PATH = 4_096;
    private static final int LONGEST_VALUE = 32_768;
    private static final int MOST_ENTRIES = 2_048;
    private static final int MOST_CONDITIONS = 16;
    private static final int MOST_VARIABLES = 64;
    private static final int NO_BOUND = Integer.MAX_VALUE;

    private static final Shape PATH = Shape.text(LONGEST_PATH);
    private static final Shape PATHS = Shape.list(NO_BOUND, PATH);
    private static final Shape STATUS = Shape.whole(100, 999);
    private static final Shape ENV = Shape.list(1, MOST_VARIABLES, Shape.text(256));

    private static final Members OPERATIONS = Members.none()
            .with("eq", Shape.textOr(PATH, Shape.NUMBER))
            .with("neq", PATH)
            .with("inc", PATHS)
            .with("ninc", PATHS)
            .with("pre", PATH)
            .with("suf", PATH)
            .with("re", PATH)
            .with("gt", Shape.NUMBER)
            .with("gte", Shape.NUMBER)
            .with("lt", Shape.NUMBER)
            .with("lte", Shape.NUMBER);

    private static final Shape VALUE = Shape.textOr(PATH, Routing::operation);

    private static final Members OF_HOST =
            Members.none().with("type", Shape.ANYTHING).with("value", VALUE).requiring("type", "value");

    private static final Members OF_KEY = Members.none()
            .with("type", Shape.oneOf("host", "header", "cookie", "query"))
            .with("key", PATH)
            .with("value", VALUE)
            .requiring("type", "key");

    private static final Shape CONDITIONS = Shape.list(
            MOST_CONDITIONS,
            (node, findings) ->
                    (node.text("type").filter("host"::equals).isPresent() ? OF_HOST : OF_KEY).check(node, findings));

    private static final Members SERVICE = Members.none()
            .with("type", Shape.oneOf("service"))
            .with("service", Shape.text(256))
            .with("path", PATH)
            .requiring("type", "service");

    private static final Shape DESTINATION = Shape.textOr(PATH, SERVICE);

    static final Shape HEADERS = entries(conditional()
            .with(
                    "headers",
                    Shape.list(
                            1_024,
                            Members.none()
                                    .with("key", PATH)
                                    .with("value", Shape.text(LONGEST_VALUE))
                                    .requiring("key", "value")))
            .requiring("source", "headers"));

    static final Shape REDIRECTS = entries(conditional()
            .with("destination", PATH)
            .with("permanent", Shape.FLAG)
            .with("statusCode", STATUS)
            .with("env", ENV)
            .requiring("source", "destination"));

    static final Shape REWRITES = entries(conditional()
            .with("destination", DESTINATION)
            .with("statusCode", STATUS)
            .with("env", ENV)
            .with("respectOriginCacheControl", Shape.FLAG)
            .requiring("source", "destination"));

    private static final Members HANDLE =
            Members.none().with("handle", Shape.oneOf("error", "filesystem", "hit", "miss", "resource", "rewrite"));

    private static final Members ROUTE = conditional()
            .with("src", PATH)
            .with("dest", PATH)
            .with("destination", DESTINATION)
            .with("headers", Shape.map(256, 1, 100, Shape.text(LONGEST_VALUE)))
            .with("methods", Shape.list(10, Shape.text(32)))
            .with("caseSensitive", Shape.FLAG)
            .with("important", Shape.FLAG)
            .with("user", Shape.FLAG)
            .with("continue", Shape.FLAG)
            .with("override", Shape.FLAG)
            .with("check", Shape.FLAG)
            .with("isInternal", Shape.FLAG)
            .with("status", STATUS)
            .with("statusCode", STATUS)
            .with("locale", Shape.ANYTHING)
            .with("middleware", Shape.NUMBER)
            .with("middlewarePath", Shape.text(NO_BOUND))
            .with("middlewareRawSrc", Shape.list(NO_BOUND, Shape.text(NO_BOUND)))
            .with(
                    "mitigate",
                    Members.none()
                            .with("action", Shape.oneOf("challenge", "deny"))
                            .requiring("action"))
            .with("transforms", Shape.list(1, NO_BOUND, Shape.ANYTHING))
            .with("env", ENV)
            .with("respectOriginCacheControl", Shape.FLAG);

    static final Shape ROUTES = Shape.list(NO_BOUND, Routing::route);

    private Routing() {}

    private static Members conditional() {
        return Members.none().with("source", PATH).with("has", CONDITIONS).with("missing", CONDITIONS);
    }

    private static Shape entries(Shape entry) {
        return Shape.list(MOST_ENTRIES, entry);
    }

    private static void operation(Node node, Findings findings) {
        OPERATIONS.check(node, findings);
        if (node.isObject() && node.names().isEmpty()) {
            findings.error(node, "names no operation", "Add one, such as \"eq\".");
        }
    }

    private static void route(Node node, Findings findings) {
        if (node.has("handle")) {
            HANDLE.check(node, findings);
            return;
        }
        ROUTE.check(node, findings);
        if (node.isObject() && !node.has("src") && !node.has("source")) {
            findings.error(node, "has neither \"src\" nor \"source\"", "Add \"source\".");
        }
    }
}
