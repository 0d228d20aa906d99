package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of a vercel.json, and the fields that it is of. */
final class VercelJson {
    private VercelJson() {}

    static Map<String, @Nullable Object> read(String text) {
        if (text.length() > VercelConfig.LONGEST) {
            throw VercelException.of(
                    "Can't read vercel.json: it is longer than " + VercelConfig.LONGEST + " characters");
        }
        Object tree;
        try {
            tree = Trees.copy(Json.readTree(text));
        } catch (JsonException e) {
            throw new VercelException(
                    "Can't read vercel.json: it is no JSON at line %d, column %d: correct it there"
                            .formatted(e.line(), e.column()),
                    "",
                    null);
        } catch (IllegalArgumentException e) {
            throw VercelException.of("Can't read vercel.json: " + e.getMessage());
        }
        if (!(tree instanceof Map<?, ?> members)) {
            throw VercelException.of("Can't read vercel.json: it is no JSON object; begin it with {");
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        members.forEach((name, value) -> fields.put((String) name, value));
        return fields;
    }

    static String write(Map<String, @Nullable Object> fields) {
        return escaped(Json.write(fields));
    }

    /** Half a pair of characters, which UTF-8 does not have, as JSON escapes it. */
    static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(character -> {
            boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            escaped.append(half ? "\\u%04X".formatted(character) : Character.toString(character));
        });
        return escaped.toString();
    }
}
