package dev.seaworthy.examples.contentmax;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A visit by a real HTTP client, as a browser behind the TLS proxy makes it, that checks what it gets. */
final class Visit {
    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "X-XSS-Protection", "1; mode=block",
            "Referrer-Policy", "strict-origin-when-cross-origin",
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Cross-Origin-Resource-Policy", "cross-origin");

    private static final Pattern NONCE = Pattern.compile("<script nonce=\"([^\"]+)\">");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final WebServer web;
    private final Settings settings;

    Visit(WebServer web, Settings settings) {
        this.web = web;
        this.settings = settings;
    }

    void check(Steps steps) throws Exception {
        page(steps);
        health(steps);
        api(steps);
        preflight(steps);
        cron(steps);
    }

    private void page(Steps steps) throws Exception {
        HttpResponse<String> response = send(request("/"));
        Matcher nonce = NONCE.matcher(response.body());
        StepFailedException.unless(
                nonce.find() && header(response, "Content-Security-Policy").contains("'nonce-" + nonce.group(1) + "'"),
                "the script of the page has no nonce of its policy");
        steps.say("GET /: %d, its script has the nonce of its policy.", response.statusCode());
    }

    private void health(Steps steps) throws Exception {
        HttpResponse<String> response = send(request("/health"));
        JsonNode health = JsonMapper.shared().readTree(response.body());
        StepFailedException.unless(
                response.statusCode() == 200, "/health answers " + response.statusCode() + ": " + health);
        StepFailedException.unless(health.path("status").asString().equals("healthy"), "/health says " + health);
        for (String check : new String[] {"app", "database", "redis", "openai"}) {
            StepFailedException.unless(
                    health.path("checks").path(check).asString().equals("healthy"),
                    check + " is not healthy: " + health);
        }
        steps.say("GET /health: 200 %s", response.body());
    }

    private void api(Steps steps) throws Exception {
        HttpResponse<String> response =
                send(request("/api/content").header("Origin", settings.appUrl().toString()));
        StepFailedException.unless(response.statusCode() == 200, "/api/content answers " + response.statusCode());
        for (Map.Entry<String, String> header : HEADERS.entrySet()) {
            expect(response, header.getKey(), header.getValue());
        }
        expect(response, "Access-Control-Allow-Origin", settings.appUrl().toString());
        StepFailedException.unless(
                header(response, "Content-Security-Policy").contains("frame-ancestors 'none'"),
                "the content security policy lets a page be framed");
        StepFailedException.unless(
                header(response, "Content-Security-Policy")
                        .contains(settings.supabaseUrl().toString()),
                "the content security policy does not name Supabase");
        steps.say(
                "GET /api/content: 200 %s, with %d security headers as declared.", response.body(), HEADERS.size() + 1);

        HttpResponse<String> foreign = send(request("/api/content").header("Origin", "https://evil.example"));
        expect(foreign, "Access-Control-Allow-Origin", "");
        steps.say(
                "The same from https://evil.example: no Access-Control-Allow-Origin, so a browser keeps it from the page.");
    }

    private void preflight(Steps steps) throws Exception {
        HttpResponse<String> response = send(request("/api/content")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", settings.appUrl().toString())
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "authorization,content-type"));
        StepFailedException.unless(response.statusCode() == 204, "the preflight answers " + response.statusCode());
        expect(response, "Access-Control-Allow-Origin", settings.appUrl().toString());
        expect(response, "Access-Control-Max-Age", "86400");
        steps.say("OPTIONS /api/content: 204, %s may send PUT with Authorization for a day.", settings.appUrl());
    }

    /** As Vercel does, whose scheduler alone has the secret. */
    private void cron(Steps steps) throws Exception {
        HttpResponse<String> stranger = send(request("/api/cron/cleanup"));
        StepFailedException.unless(
                stranger.statusCode() == 401, "anyone may start the clean-up: " + stranger.statusCode());
        HttpResponse<String> response = send(request("/api/cron/cleanup")
                .header("Authorization", "Bearer " + settings.cronSecret().reveal()));
        StepFailedException.unless(
                response.statusCode() == 200 && response.body().startsWith("{\"success\":true,"),
                "/api/cron/cleanup answers " + response.statusCode() + ": " + response.body());
        steps.say("GET /api/cron/cleanup: 200 %s, and 401 without the secret.", response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(web.uri(path))
                .timeout(Duration.ofSeconds(10))
                .header("X-Forwarded-Proto", "https");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void expect(HttpResponse<String> response, String name, String value) throws StepFailedException {
        StepFailedException.unless(
                header(response, name).equals(value),
                response.uri().getPath() + " has " + name + ": \"" + header(response, name) + "\" in place of \""
                        + value + "\"");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
