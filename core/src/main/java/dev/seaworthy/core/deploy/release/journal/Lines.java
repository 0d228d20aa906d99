package dev.seaworthy.core.deploy.release.journal;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.core.json.JsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Entries as lines of JSON. */
final class Lines {
    private record Line(String at, String version, JournalEvent event, String step, Map<String, String> details) {}

    private Lines() {}

    static String write(JournalEntry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", entry.at().toString());
        line.put("version", entry.version());
        line.put("event", entry.event().name());
        line.put("step", entry.step());
        line.put("details", entry.details());
        return Json.writeLine(line);
    }

    /** Empty if that is no line of a journal. */
    static Optional<JournalEntry> read(String text) {
        try {
            Line line = Json.read(text, Line.class);
            return Optional.of(new JournalEntry(
                    Instant.parse(line.at()), line.version(), line.event(), line.step(), line.details()));
        } catch (JsonException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
