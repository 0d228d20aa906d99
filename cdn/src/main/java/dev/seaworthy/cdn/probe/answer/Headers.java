package dev.seaworthy.cdn.probe.answer;

import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The headers of an answer, several lines of a name as one list. */
public record Headers(HttpHeaders all) {
    /** The lines joined by commas, empty if there are none: RFC 9110, section 5.3. */
    public String field(String name) {
        return String.join(", ", all.allValues(name));
    }

    public boolean has(String name) {
        return !field(name).isBlank();
    }

    public List<String> lines(String name) {
        return all.allValues(name);
    }

    /** The members of a list, in lower case. */
    public Set<String> words(String name) {
        return Arrays.stream(field(name).split(",", -1))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
