package dev.seaworthy.core.deploy.check.ready;

import dev.seaworthy.core.failure.Reason;
import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an instant query: {@code {"status":"success","data":{"resultType":"vector","result":[…]}}}.
 *
 * @param values those of a vector, or that of a scalar
 * @param warning the first line of the first one, if there is one
 */
record QueryAnswer(String query, List<Double> values, Optional<String> warning) {
    private static final int OK = 200;

    /** NaN if there is none. */
    double only() {
        if (values.size() > 1) {
            throw new CheckException(
                    "The query must have one value, and has " + values.size() + ": sum over its series: " + query);
        }
        return values.isEmpty() ? Double.NaN : values.get(0);
    }

    static QueryAnswer of(String query, Wire.Answer answer) {
        Optional<Map<?, ?>> body = body(answer.body());
        if (answer.status() != OK) {
            String said = body.map(error -> error.get("error"))
                    .map(error -> ": " + line(error))
                    .orElse("");
            throw new CheckException("Prometheus answered with status " + answer.status() + said);
        }
        if (body.isEmpty() && answer.isCut()) {
            throw new CheckException("The answer of Prometheus is longer than " + Wire.MOST_BYTES
                    + " bytes: ask for fewer series, as sum or topk does");
        }
        if (body.isPresent()
                && "success".equals(body.get().get("status"))
                && body.get().get("data") instanceof Map<?, ?> data
                && data.get("result") instanceof List<?> result) {
            List<Double> values = values(String.valueOf(data.get("resultType")), result);
            return new QueryAnswer(query, values, warning(body.get().get("warnings")));
        }
        throw unread();
    }

    private static Optional<String> warning(@Nullable Object warnings) {
        return warnings instanceof List<?> some ? some.stream().findFirst().map(QueryAnswer::line) : Optional.empty();
    }

    private static List<Double> values(String type, List<?> result) {
        return switch (type) {
            case "scalar" -> List.of(value(result));
            case "vector" -> {
                List<Double> values = new ArrayList<>();
                result.forEach(series -> values.add(value(series instanceof Map<?, ?> one ? one.get("value") : null)));
                yield values;
            }
            default -> throw new CheckException("The query must have a vector or a scalar, and has a " + line(type));
        };
    }

    /** Of a pair of a time and a number in text. */
    private static double value(@Nullable Object pair) {
        if (pair instanceof List<?> both && both.size() == 2 && both.get(1) instanceof String text) {
            return number(text);
        }
        throw unread();
    }

    private static double number(String text) {
        try {
            return switch (text) {
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw unread();
        }
    }

    private static Optional<Map<?, ?>> body(String text) {
        try {
            return Optional.of(Json.read(text, Map.class));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static String line(Object text) {
        return Reason.cut(String.valueOf(text).lines().findFirst().orElse(""));
    }

    private static CheckException unread() {
        return new CheckException("Prometheus did not answer as its HTTP API does: see that the URL is its own");
    }
}
