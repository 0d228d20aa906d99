package dev.seaworthy.cdn.cloudflare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What every JSON answer of Cloudflare is wrapped in. */
record Envelope(boolean success, List<Problem> errors, String id) {
    /** Cloudflare's code of an error and its words. */
    record Problem(int code, String message) {}

    /** Empty if the text is no envelope: HTML of a proxy, or cut off. */
    static Optional<Envelope> read(String body) {
        return Json.read(body)
                .filter(node -> node.path("success").isBoolean())
                .map(node -> new Envelope(
                        node.path("success").booleanValue(),
                        problems(node.path("errors")),
                        node.path("result").path("id").asString("")));
    }

    private static List<Problem> problems(JsonNode errors) {
        List<Problem> problems = new ArrayList<>();
        for (JsonNode error : errors) {
            problems.add(new Problem(
                    error.path("code").asInt(0), error.path("message").asString("")));
        }
        return problems;
    }

    List<Integer> codes() {
        return errors.stream().map(Problem::code).toList();
    }

    String words() {
        return errors.stream()
                .map(problem -> "code " + problem.code() + " (" + problem.message() + ")")
                .collect(Collectors.joining(", "));
    }
}
