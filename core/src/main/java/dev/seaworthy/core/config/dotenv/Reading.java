package dev.seaworthy.core.config.dotenv;

import dev.seaworthy.core.config.dotenv.DotEnv.Entry;
import dev.seaworthy.core.config.dotenv.DotEnv.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found so far: of each name the last value. One thread at a time. */
final class Reading {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();

    boolean has(String name) {
        return entries.containsKey(name);
    }

    void set(String name, Value value, int line) {
        unset(name); // so that its place is that of its line
        entries.put(name, new Entry(name, value.text(), line, value.literal()));
    }

    void unset(String name) {
        entries.remove(name);
    }

    void refuse(int line, String rule) {
        refusals.add(new Refusal(line, rule));
    }

    DotEnv named(String name) {
        return new DotEnv(name, entries.values(), refusals);
    }
}
