package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.convert.Converters;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What one component of the record declares: its variable, its type (inside an Optional), its default. */
record Component(
        String name,
        String variable,
        Class<?> type,
        boolean optional,
        Optional<String> defaultText,
        Optional<ChronoUnit> unit) {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    static Component of(RecordComponent declared) {
        boolean optional = declared.getType() == Optional.class;
        Component component = new Component(
                declared.getName(),
                Optional.ofNullable(declared.getAnnotation(Variable.class))
                        .map(Variable::value)
                        .orElseGet(() -> upperSnake(declared.getName())),
                optional ? argument(declared) : declared.getType(),
                optional,
                Optional.ofNullable(declared.getAnnotation(Default.class)).map(Default::value),
                Optional.ofNullable(declared.getAnnotation(Unit.class)).map(Unit::value));
        component.check();
        return component;
    }

    boolean secret() {
        return type == Secret.class;
    }

    private void check() {
        if (unit.isPresent() && type != Duration.class) {
            throw new IllegalArgumentException("@Unit on " + name + ": only a Duration has a unit");
        }
        if (optional && defaultText.isPresent()) {
            throw new IllegalArgumentException(
                    "@Default on " + name + ": with a default it is never absent, so not Optional");
        }
        if (Converters.of(type, unit).isEmpty()) {
            throw new IllegalArgumentException(
                    "Component " + name + " is of " + type + ", which can't be read from text");
        }
    }

    private static Class<?> argument(RecordComponent declared) {
        if (declared.getGenericType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> argument) {
            return argument;
        }
        throw new IllegalArgumentException("Component " + declared.getName() + ": say what the Optional holds");
    }

    private static String upperSnake(String name) {
        return WORD_START.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }
}
