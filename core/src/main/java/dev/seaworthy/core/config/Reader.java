package dev.seaworthy.core.config;

import dev.seaworthy.core.config.Problem.Kind;
import dev.seaworthy.core.config.Source.Setting;
import dev.seaworthy.core.config.convert.Converters;
import dev.seaworthy.core.config.convert.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over a schema: it reads every component and gathers every problem before it gives up. */
final class Reader<T> {
    private final Schema<T> schema;
    private final List<Source> sources;
    private final List<Problem> problems;

    Reader(Schema<T> schema, List<Source> sources, List<Problem> unreadable) {
        this.schema = schema;
        this.sources = sources;
        this.problems = new ArrayList<>(unreadable);
    }

    EnvironmentConfig<T> read() {
        List<Reading> readings = schema.components().stream().map(this::read).toList();
        failOnProblems();
        return new EnvironmentConfig<>(values(readings), readings);
    }

    private T values(List<Reading> readings) {
        String record = schema.type().getSimpleName();
        try {
            T values = schema.instance(readings.stream().map(Reader::argument).toList());
            Constraints.broken(values).forEach(rule -> refuse(record, "", rule));
            failOnProblems();
            return values;
        } catch (Refusal refusal) {
            refuse(record, "", refusal.rule());
            throw new ConfigException(problems);
        }
    }

    private Reading read(Component component) {
        Optional<Setting> setting = find(component);
        if (setting.isEmpty()) {
            if (!component.optional()) {
                problems.add(new Problem(
                        Kind.MISSING,
                        component.variable(),
                        "",
                        "required; set it in the environment or in a .env file"));
            }
            return new Reading(component, null, Reading.ABSENT);
        }
        return new Reading(
                component, convert(component, setting.get()), setting.get().source());
    }

    /** Empty and blank count as missing. */
    private Optional<Setting> find(Component component) {
        return sources.stream()
                .flatMap(source -> source.find(component.variable()).stream())
                .filter(setting -> !setting.text().isBlank())
                .findFirst()
                .or(() -> component.defaultText().map(text -> new Setting(text, Reading.DEFAULT)));
    }

    private @Nullable Object convert(Component component, Setting setting) {
        try {
            Object value = Converters.of(component.type(), component.unit())
                    .orElseThrow()
                    .convert(setting.text());
            Constraints.broken(schema.type(), component, component.optional() ? Optional.of(value) : value)
                    .forEach(rule -> refuse(component.variable(), setting.source(), rule));
            return value;
        } catch (Refusal refusal) {
            refuse(component.variable(), setting.source(), refusal.rule());
            return null;
        }
    }

    private static @Nullable Object argument(Reading reading) {
        return reading.component().optional() ? Optional.ofNullable(reading.value()) : reading.value();
    }

    private void refuse(String subject, String source, String rule) {
        problems.add(new Problem(Kind.INVALID, subject, source, rule));
    }

    private void failOnProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
