package dev.seaworthy.security.headers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Values that a source published, written down from it and not from our code. */
final class Table {
    private Table() {}

    /** Lines of {@code Name: value}. */
    static Map<String, String> fields(String file) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines(file)) {
            String[] parts = line.split(": ", 2);
            fields.put(parts[0], parts[1]);
        }
        return fields;
    }

    /** Without the remarks. */
    static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Table.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
