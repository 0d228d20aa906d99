package dev.seaworthy.core.config;

import dev.seaworthy.core.config.source.Lookup;
import dev.seaworthy.core.config.source.Source;
import dev.seaworthy.core.config.source.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens the sources and reads the schema from them, as often as it is asked to. */
final class Loader<T> {
    private final Schema<T> schema;
    private final Rules rules;
    private final List<Opening> openings;

    Loader(Schema<T> schema, Rules rules, List<Opening> openings) {
        this.schema = schema;
        this.rules = rules;
        this.openings = List.copyOf(openings);
    }

    /** Reads for the first time; a problem is an exception, unless it is one to go on with. */
    Snapshot<T> load() {
        Snapshot<T> read = read();
        if (!read.isUsable() && rules.goesOnInDevelopment() && read.isDevelopment()) {
            Log.goesOnWith(read.problems());
            return read;
        }
        return usable(read);
    }

    /** Reads again; each problem is an exception. */
    Snapshot<T> reload() {
        return usable(read());
    }

    private Snapshot<T> read() {
        return new Reader<>(schema, rules, open()).read();
    }

    private static <T> Snapshot<T> usable(Snapshot<T> read) {
        if (!read.isUsable()) {
            throw new ConfigException(read.problems());
        }
        if (!read.warnings().isEmpty()) {
            Log.warnsOf(read.warnings());
        }
        return read;
    }

    private List<Source> open() {
        List<Source> opened = new ArrayList<>();
        for (Opening opening : openings) {
            opened.add(opening.open(() -> missing(List.copyOf(opened))));
        }
        return opened;
    }

    private Set<String> missing(List<Source> opened) {
        Lookup lookup = rules.lookup(schema, opened);
        return schema.settings().stream()
                .filter(setting -> isMissing(setting, lookup))
                .map(Setting::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isMissing(Setting<?> setting, Lookup lookup) {
        try {
            return lookup.find(
                            setting.name(),
                            setting.fileVariable(),
                            setting.presence().takesEmpty())
                    .isEmpty();
        } catch (Unreadable unreadable) {
            return false; // it is set, and the reader will say how
        }
    }
}
