package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.ByteEncoding;
import dev.seaworthy.core.config.convert.Format;
import dev.seaworthy.core.config.convert.Refusal;
import dev.seaworthy.core.config.convert.TextType;
import dev.seaworthy.core.config.convert.TextTypes;
import dev.seaworthy.core.config.value.Stage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A declared variable. Where there is no record, it is also the key that reads the value. Immutable.
 *
 * @param <T> what it is read into
 */
public final class Setting<T> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** What build tools put into the code that browsers run, by their prefixes. */
    private static final Set<String> BROWSER =
            Set.of("NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "VITE_", "REACT_APP_", "VUE_APP_", "GATSBY_");

    private final String name;
    private final String fileVariable;
    private final TextType type;
    private final Class<?> rawType;
    private final Presence presence;
    private final List<Check<T>> checks;
    private final boolean forBrowsers;
    private final boolean publicUrl;
    private final String description;
    private final Optional<String> example;

    private Setting(Builder<?> builder, Presence presence, List<Check<T>> checks) {
        this.name = builder.name;
        this.fileVariable = name + "_FILE";
        this.type = builder.types.of(builder.type, builder.format);
        this.rawType = builder.type instanceof Class<?> raw ? raw : Object.class;
        this.presence = presence;
        this.checks = checks;
        this.forBrowsers = BROWSER.stream().anyMatch(name::startsWith);
        this.publicUrl = builder.publicUrl || forBrowsers;
        this.description = builder.description;
        this.example = Optional.ofNullable(builder.example).or(this::exampleOfType);
        verify(builder);
    }

    /**
     * Starts the declaration of a variable without a record.
     *
     * @throws IllegalArgumentException if the name is none that a shell takes
     */
    public static <T> Builder<T> of(String name, Class<T> type) {
        return new Builder<>(name, type, TextTypes.standard());
    }

    /** As {@link #of(String, Class)}, for a type that is yours. */
    public static <T> Builder<T> of(String name, TypeConverter<T> converter) {
        return new Builder<>(name, converter.type(), converter.addTo(TextTypes.standard()));
    }

    /** A list, split at commas. */
    public static <E> Builder<List<E>> listOf(String name, Class<E> element) {
        return new Builder<>(name, new ListType(element), TextTypes.standard());
    }

    public String name() {
        return name;
    }

    /** A word or two for its type: {@code integer}, {@code duration}, {@code secret}. */
    public String type() {
        return type.label();
    }

    public String description() {
        return description;
    }

    /** A text that shows the shape; of a secret, or a text of any shape, only what was declared as its example. */
    public Optional<String> example() {
        return example;
    }

    /** Whether its value is never shown. */
    public boolean isSecret() {
        return type.secret();
    }

    /** Whether build tools hand it to browsers, by its prefix, such as {@code NEXT_PUBLIC_}. */
    public boolean isForBrowsers() {
        return forBrowsers;
    }

    /**
     * Whether a load fails in this stage when it is missing and no other variable is set. In an optional record this
     * holds as soon as one of the record's variables is set.
     */
    public boolean isRequiredIn(Stage stage) {
        return presence.requiredIn(stage);
    }

    /** The other variables that make it required, in words. */
    public List<String> requiredWhen() {
        return presence.requiredWhen().stream().map(Condition::toString).toList();
    }

    public Optional<String> defaultIn(Stage stage) {
        return presence.defaultIn(stage);
    }

    /** A JSON Schema (2020-12) of its text, without title and default. */
    public Map<String, Object> jsonSchema() {
        return type.jsonSchema();
    }

    @Override
    public String toString() {
        return name + " (" + type() + ")";
    }

    /** Only what was declared: the example of its type need not keep its other rules. */
    Optional<String> declaredExample() {
        return example.filter(text -> !type.example().equals(example));
    }

    /** The variable that may name the file which holds its value. */
    String fileVariable() {
        return fileVariable;
    }

    Presence presence() {
        return presence;
    }

    TextType text() {
        return type;
    }

    boolean isOf(Class<?> asked) {
        return rawType == asked;
    }

    boolean isPublicUrl() {
        return publicUrl;
    }

    Object convert(String text) throws Refusal {
        Object value = type.convert(text);
        for (Check<T> check : checks) {
            if (check.isBrokenBy(value)) {
                throw new Refusal(check.rule());
            }
        }
        return value;
    }

    private Optional<String> exampleOfType() {
        return isOf(String.class) ? Optional.empty() : type.example();
    }

    private void verify(Builder<?> builder) {
        if (type.secret() && isForBrowsers()) {
            throw new IllegalArgumentException("a secret must not bear a prefix that hands it to browsers");
        }
        if (presence.takesEmpty() && !type.takesEmpty()) {
            throw new IllegalArgumentException("@AllowEmpty: an empty text is no " + type.label());
        }
        if (isOf(Stage.class) && !onlyProduction(presence)) {
            throw new IllegalArgumentException("a missing stage means production, so it has no other default");
        }
        for (Stage stage : Stage.values()) {
            presence.defaultIn(stage).ifPresent(text -> verify("@Default", text));
        }
        Optional.ofNullable(builder.example).ifPresent(text -> verify("@Example", text));
    }

    private void verify(String what, String text) {
        try {
            convert(text);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(what + " " + refusal.rule(), refusal);
        }
    }

    private static boolean onlyProduction(Presence presence) {
        return presence.stageDefaults().isEmpty()
                && (presence.defaultText() == null
                        || presence.defaultText()
                                .toLowerCase(java.util.Locale.ROOT)
                                .startsWith("prod"));
    }

    private record ListType(Class<?> element) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return new Type[] {element};
        }

        @Override
        public Type getRawType() {
            return List.class;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }

    /** Declares a variable; {@link #build()} and {@link #optional()} end it. One thread at a time. */
    public static final class Builder<T> {
        private final String name;
        private final Type type;
        private final TextTypes types;
        private final Map<Stage, String> stageDefaults = new EnumMap<>(Stage.class);
        private final Set<Stage> requiredIn = EnumSet.noneOf(Stage.class);
        private final List<Condition> requiredWhen = new ArrayList<>();
        private final List<Check<Object>> checks = new ArrayList<>();
        private Format format = Format.PLAIN;
        private @Nullable String defaultText;
        private @Nullable String example;
        private String description = "";
        private boolean takesEmpty;
        private boolean publicUrl;

        Builder(String name, Type type, TextTypes types) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("Variable name \"" + name + "\": letters, digits and _ alone");
            }
            this.name = name;
            this.type = type;
            this.types = types;
        }

        /** The text read when it is missing. */
        public Builder<T> defaultTo(String text) {
            defaultText = Objects.requireNonNull(text, "text");
            return this;
        }

        /** The text read when it is missing in these stages. */
        public Builder<T> defaultIn(String text, Stage... stages) {
            for (Stage stage : stages) {
                if (stageDefaults.putIfAbsent(stage, text) != null) {
                    throw new IllegalArgumentException(name + " has two defaults in " + stage);
                }
            }
            return this;
        }

        /** Asks for an {@link #optional()} setting in these stages. */
        public Builder<T> requiredIn(Stage... stages) {
            requiredIn.addAll(List.of(stages));
            return this;
        }

        /** Asks for an {@link #optional()} setting when another is set, or has one of these values. */
        public Builder<T> requiredWhen(String variable, String... is) {
            requiredWhen.add(new Condition(variable, List.of(is)));
            return this;
        }

        /** Takes empty and blank text for a value. */
        public Builder<T> allowEmpty() {
            takesEmpty = true;
            return this;
        }

        /** The unit of a duration that is a bare number. */
        public Builder<T> unit(ChronoUnit unit) {
            return format(new Format(
                    Optional.of(unit), format.bytes(), format.separator(), format.keyValueSeparator(), format.json()));
        }

        /** Bytes in base64, exactly so many. */
        public Builder<T> base64Bytes(int length) {
            return bytes(new ByteEncoding(ByteEncoding.Kind.BASE64, length));
        }

        /** Bytes in hexadecimal, exactly so many. */
        public Builder<T> hexBytes(int length) {
            return bytes(new ByteEncoding(ByteEncoding.Kind.HEX, length));
        }

        public Builder<T> description(String text) {
            description = Objects.requireNonNull(text, "text");
            return this;
        }

        /** A text that shows the shape; refused as a value in production. */
        public Builder<T> example(String text) {
            example = Objects.requireNonNull(text, "text");
            return this;
        }

        /** A URL that the outside world calls; in production it leads to no private host. */
        public Builder<T> publicUrl() {
            publicUrl = true;
            return this;
        }

        /** A rule for its value, such as {@code must be even}; the rule is shown, the value is not. */
        @SuppressWarnings("unchecked")
        public Builder<T> check(String rule, Predicate<? super T> holds) {
            checks.add(new Check<>(rule, value -> holds.test((T) value)));
            return this;
        }

        /**
         * A setting that has a value in each stage, its own or a default.
         *
         * @throws IllegalArgumentException if what was declared does not fit together
         */
        public Setting<T> build() {
            return build(false);
        }

        /** A setting that may be absent. */
        public Setting<Optional<T>> optional() {
            return build(true);
        }

        <S> Setting<S> build(boolean optional) {
            try {
                Presence presence =
                        new Presence(optional, takesEmpty, defaultText, stageDefaults, requiredIn, requiredWhen);
                @SuppressWarnings("unchecked")
                List<Check<S>> own = (List<Check<S>>) (List<?>) List.copyOf(checks);
                return new Setting<>(this, presence, own);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }

        Builder<T> format(Format declared) {
            format = declared;
            return this;
        }

        private Builder<T> bytes(ByteEncoding encoding) {
            return format(new Format(
                    format.unit(),
                    Optional.of(encoding),
                    format.separator(),
                    format.keyValueSeparator(),
                    format.json()));
        }
    }
}
