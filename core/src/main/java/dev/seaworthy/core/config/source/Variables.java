package dev.seaworthy.core.config.source;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Variables that are at hand in this process: its environment, its system properties, a map. */
public final class Variables implements Source {
    private final String name;
    private final Map<String, String> texts;
    private final boolean sensitive;
    private final boolean tellsCases;

    private Variables(String name, Map<String, String> texts, boolean sensitive, boolean tellsCases) {
        this.name = name;
        this.texts = texts;
        this.sensitive = sensitive;
        this.tellsCases = tellsCases;
    }

    /**
     * A copy of a map.
     *
     * @throws IllegalArgumentException if a name or a text is null
     */
    public static Variables of(String name, Map<String, String> texts) {
        return new Variables(name, copy(name, texts), false, true);
    }

    /** As {@link #of}, from where secrets are kept. */
    public static Variables sensitive(String name, Map<String, String> texts) {
        return new Variables(name, copy(name, texts), true, true);
    }

    /** The process environment. Windows does not tell the cases of its names apart. */
    public static Variables process() {
        return process(System.getenv(), System.getProperty("os.name", ""));
    }

    static Variables process(Map<String, String> texts, String system) {
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        return new Variables("process environment", windows ? anyCase(texts) : texts, false, !windows);
    }

    public static Variables systemProperties() {
        return of(
                "system properties",
                System.getProperties().stringPropertyNames().stream()
                        .collect(Collectors.toMap(property -> property, property -> System.getProperty(property, ""))));
    }

    @Override
    public Optional<Found> find(String variable) {
        return Optional.ofNullable(texts.get(variable))
                .map(text -> sensitive ? Found.sensitive(text, name) : Found.plain(text, name));
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(texts.keySet());
    }

    @Override
    public boolean tellsCases() {
        return tellsCases;
    }

    private static Map<String, String> copy(String source, Map<String, String> texts) {
        texts.forEach((name, text) -> {
            if (name == null) {
                throw new IllegalArgumentException(source + " holds a variable whose name is null");
            }
            if (text == null) {
                throw new IllegalArgumentException(source + " holds null for " + name + "; leave it out");
            }
        });
        return Map.copyOf(texts);
    }

    private static Map<String, String> anyCase(Map<String, String> texts) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(texts);
        return copy;
    }
}
