package dev.seaworthy.cdn.cloudflare.api;

import dev.seaworthy.cdn.CdnError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What every JSON answer of Cloudflare is wrapped in. */
public record Envelope(boolean success, List<CdnError> errors, JsonNode result) {
    /** Empty if the text is no envelope: HTML of a proxy, or cut off. */
    static Optional<Envelope> read(String body) {
        return Json.read(body)
                .filter(node -> node.path("success").isBoolean())
                .map(node -> new Envelope(
                        node.path("success").booleanValue(), errors(node.path("errors")), node.path("result")));
    }

    private static List<CdnError> errors(JsonNode errors) {
        List<CdnError> all = new ArrayList<>();
        for (JsonNode error : errors) {
            all.add(new CdnError(
                    error.path("code").asInt(0),
                    error.path("message").asString(""),
                    error.path("source").path("pointer").asStringOpt().filter(pointer -> !pointer.isEmpty())));
        }
        return all;
    }

    /** Of what was made or asked for; empty if it has none. */
    public String id() {
        return result.path("id").asString("");
    }

    String words() {
        return errors.stream().map(CdnError::toString).collect(Collectors.joining(", "));
    }
}
