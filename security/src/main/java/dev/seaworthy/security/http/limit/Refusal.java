package dev.seaworthy.security.http.limit;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.security.http.message.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** How a refusal reads. */
public enum Refusal {
    /**
     * Problem details (RFC 9457) of the types that draft-ietf-httpapi-ratelimit-headers-10 §5 names:
     * {@code quota-exceeded} with {@code violated-policies}, or {@code temporary-reduced-capacity}.
     */
    PROBLEM_DETAILS {
        @Override
        Answer answer(int status, String what, List<String> violated, OptionalLong seconds) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("type", TYPES + (status == TOO_MANY ? "quota-exceeded" : "temporary-reduced-capacity"));
            tree.put("title", what);
            tree.put("status", status);
            if (status == TOO_MANY) {
                tree.put("violated-policies", violated);
            }
            if (seconds.isEmpty()) {
                tree.put("detail", "No wait helps: it costs more than these policies ever admit at once");
            }
            return Answer.of(status, "application/problem+json", Json.writeLine(tree));
        }
    },
    /** {@code {"error":…,"retryAfter":…}}, the latter in seconds; without it where no time helps. */
    ERROR_AND_RETRY_AFTER {
        @Override
        Answer answer(int status, String what, List<String> violated, OptionalLong seconds) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("error", what);
            seconds.ifPresent(number -> tree.put("retryAfter", number));
            return Answer.json(status, Json.writeLine(tree));
        }
    };

    private static final String TYPES = "https://iana.org/assignments/http-problem-types#";
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    abstract Answer answer(int status, String what, List<String> violated, OptionalLong seconds);

    Answer tooMany(List<String> violated, OptionalLong seconds) {
        return retried(answer(TOO_MANY, "Too many requests", violated, seconds), seconds);
    }

    /** Nothing passes uncounted, and the back end that counts is unavailable. */
    Answer unavailable(long seconds) {
        OptionalLong retry = OptionalLong.of(seconds);
        return retried(answer(UNAVAILABLE, "Limits can't be checked at the moment", List.of(), retry), retry);
    }

    private static Answer retried(Answer answer, OptionalLong seconds) {
        return seconds.isPresent() ? answer.with("Retry-After", Long.toString(seconds.getAsLong())) : answer;
    }
}
