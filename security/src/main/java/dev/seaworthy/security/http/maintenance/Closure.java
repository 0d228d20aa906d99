package dev.seaworthy.security.http.maintenance;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a closed service answers, made once. */
final class Closure {
    private static final int STATUS = 503;

    private final Answer page;
    private final Answer problem;

    Closure(String message, Duration retryAfter) {
        String seconds = Long.toString(retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
        page = Answer.html(STATUS, page(message)).with("Retry-After", seconds);
        problem =
                Answer.of(STATUS, "application/problem+json", problem(message)).with("Retry-After", seconds);
    }

    Answer answer(IncomingRequest request) {
        return request.line("Accept").filter(Accept::prefersHtml).isPresent() ? page : problem;
    }

    private static String problem(String message) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", "about:blank");
        tree.put("title", "Service Unavailable");
        tree.put("status", STATUS);
        tree.put("detail", message);
        return Json.writeLine(tree);
    }

    private static String page(String message) {
        return """
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Maintenance</title>
                <h1>Maintenance</h1>
                <p>%s</p>
                </html>
                """.formatted(escaped(message));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
