package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which items of a checklist have been confirmed, by whom and when. Immutable. */
public final class Confirmations {
    private static final int MOST_BYTES = 1_000_000;

    private final Map<String, Confirmation> byItem;

    private Confirmations(Map<String, Confirmation> byItem) {
        this.byItem = byItem;
    }

    public static Confirmations none() {
        return new Confirmations(Map.of());
    }

    /**
     * Those of a JSON file, of a megabyte at most:
     *
     * <pre>{@code
     * {"confirmations": {"security audit": {"by": "Ada Lovelace", "at": "2026-11-27T09:00:00Z"}}}
     * }</pre>
     *
     * @throws ChecklistException if it can't be read, or is not such a file
     */
    public static Confirmations read(Path file) {
        try {
            OnFile onFile = Json.read(text(file), OnFile.class);
            Confirmations read = none();
            for (Map.Entry<String, Given> given : onFile.confirmations().entrySet()) {
                read = read.with(
                        given.getKey(),
                        given.getValue().by(),
                        Instant.parse(given.getValue().at()));
            }
            return read;
        } catch (IOException | JsonException | IllegalArgumentException | DateTimeException e) {
            throw new ChecklistException("Can't read the confirmations of " + file + ": " + e.getMessage(), e);
        }
    }

    /** The same with one more, or with another one of the same item. */
    public Confirmations with(String item, String by, Instant at) {
        Map<String, Confirmation> more = new LinkedHashMap<>(byItem);
        more.put(item, new Confirmation(by, at));
        return new Confirmations(Collections.unmodifiableMap(more));
    }

    public Optional<Confirmation> of(String item) {
        return Optional.ofNullable(byItem.get(item));
    }

    Set<String> items() {
        return byItem.keySet();
    }

    private static String text(Path file) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is larger than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** The file. */
    record OnFile(Map<String, Given> confirmations) {}

    /** One of its entries. */
    record Given(String by, String at) {}
}
