package dev.seaworthy.backup.objects.source;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.failure.Reason;
import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An answer that is no content, as storage-api writes it: a failure has a JSON of {@code statusCode}, {@code error} and
 * {@code message}, and often 400 as its status whatever it is.
 */
record SupabaseAnswer(int status, String body) {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    static SupabaseAnswer of(int status, byte[] body) {
        return new SupabaseAnswer(status, new String(body, StandardCharsets.UTF_8));
    }

    boolean isOk() {
        return status / 100 == 2;
    }

    /** What it would be if the status told. */
    int meant() {
        String told = text("statusCode");
        return status == BAD_REQUEST && told.matches("[45]\\d\\d") ? Integer.parseInt(told) : status;
    }

    /** Said of an object: that its bucket, its project or the address is missing is another failure. */
    boolean isOfNoObject() {
        boolean isOfObject = text("code").isEmpty()
                ? text("error").equals("not_found") && text("message").equals("Object not found")
                : text("code").equals("NoSuchKey");
        return meant() == NOT_FOUND && isOfObject;
    }

    /** For a message: nothing of it but what is said to be one, and no part of the key, whatever is said. */
    String told(Secret key) {
        String message = text("message").replace(key.reveal(), Secret.MASK);
        return "HTTP " + status + (message.isEmpty() ? "" : ": " + Reason.cut(message));
    }

    Map<?, ?> json() throws IOException {
        try {
            if (Json.readTree(body) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (JsonException e) {
            throw new IOException("It is no JSON", e);
        }
        throw new IOException("It is no JSON object");
    }

    private String text(String name) {
        try {
            return Optional.ofNullable(json().get(name)).map(Object::toString).orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
