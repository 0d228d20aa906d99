package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.ByteEncoding;
import dev.seaworthy.core.config.convert.Format;
import dev.seaworthy.core.config.convert.Generic;
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
import org.jspecify.annotations.Nullable;

/**
 * A declared variable. Where there is no record, it is also the key that reads the value. Immutable.
 *
 * @param <T> what it is read into
 */
public final class Setting<T> {
    private final VariableName name;
    private final TextType type;
    private final Class<?> rawType;
    private final Presence presence;
    private final List<Check<T>> checks;
    private final boolean publicUrl;
    private final boolean namedAsSecret;
    private final boolean takesPlaceholder;
    private final boolean freeText;
    private final String description;
    private final Optional<String> example;

    private Setting(Builder<?> builder, Presence presence, List<Check<T>> checks) {
        this.name = builder.name;
        this.type = builder.types.of(builder.type, builder.format);
        this.rawType = builder.type instanceof Class<?> raw ? raw : Object.class;
        this.presence = presence;
        this.checks = checks;
        this.publicUrl = builder.publicUrl || name.forBrowsers();
        this.namedAsSecret = name.promisesSecret() && (builder.format.json() || isOfTexts(builder.type));
        this.takesPlaceholder = builder.takesPlaceholder;
        this.freeText = type.textual() && !builder.format.json();
        this.description = builder.description;
        this.example = Optional.ofNullable(builder.example).or(this::exampleOfType);
        Coherence.verify(this, Optional.ofNullable(builder.example));
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
        return new Builder<>(name, Generic.of(List.class, element), TextTypes.standard());
    }

    /** A set, split at commas; none twice. */
    public static <E> Builder<Set<E>> setOf(String name, Class<E> element) {
        return new Builder<>(name, Generic.of(Set.class, element), TextTypes.standard());
    }

    /** A map, split at commas and {@code =}; no key twice. */
    public static <K, V> Builder<Map<K, V>> mapOf(String name, Class<K> key, Class<V> value) {
        return new Builder<>(name, Generic.of(Map.class, key, value), TextTypes.standard());
    }

    public String name() {
        return name.text();
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

    /**
     * Whether it is of a type whose value is never shown. A text of another type is masked in reports too if its name
     * ends in a word such as {@code PASSWORD}, {@code SECRET}, {@code TOKEN}, {@code API_KEY} or {@code CREDENTIALS},
     * unless it is for browsers.
     */
    public boolean isSecret() {
        return type.secret();
    }

    /** Whether build tools hand it to browsers, by its prefix, such as {@code NEXT_PUBLIC_}. */
    public boolean isForBrowsers() {
        return name.forBrowsers();
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
        return name() + " (" + type() + ")";
    }

    /** Only what was declared: the example of its type need not keep its other rules. */
    Optional<String> declaredExample() {
        return example.filter(text -> !type.example().equals(example));
    }

    /** The variable that may name the file which holds its value. */
    String fileVariable() {
        return name.file();
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

    /** Whether it is a text that reports mask, though its type is no secret. */
    boolean isNamedAsSecret() {
        return namedAsSecret;
    }

    /** Whether production takes a placeholder, and the example, for its value. */
    boolean takesPlaceholder() {
        return takesPlaceholder;
    }

    /** Whether a placeholder could hide in its value: in a text, and in no JSON. */
    boolean isFreeText() {
        return freeText;
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

    private static boolean isOfTexts(Type type) {
        return type == String.class
                || (type instanceof ParameterizedType generic
                        && List.of(generic.getActualTypeArguments()).contains(String.class));
    }

    private Optional<String> exampleOfType() {
        return isOf(String.class) ? Optional.empty() : type.example();
    }

    /** Declares a variable; {@link #build()} and {@link #optional()} end it. One thread at a time. */
    public static final class Builder<T> {
        private final VariableName name;
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
        private boolean takesPlaceholder;

        Builder(String name, Type type, TextTypes types) {
            this.name = VariableName.of(name);
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
                    throw new IllegalArgumentException(name.text() + " has two defaults in " + stage);
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

        /**
         * Takes, in production too, a value that looks like a placeholder, and the example's own value. A secret that
         * can be guessed is still refused.
         */
        public Builder<T> allowPlaceholder() {
            takesPlaceholder = true;
            return this;
        }

        /** The unit of a duration that is a bare number. */
        public Builder<T> unit(ChronoUnit unit) {
            return format(new Format(
                    Optional.of(unit), format.bytes(), format.separator(), format.keyValueSeparator(), format.json()));
        }

        /** What stands between elements, and between a key and its value. */
        public Builder<T> separator(String elements, String keyValue) {
            return format(new Format(format.unit(), format.bytes(), elements, keyValue, format.json()));
        }

        /** JSON of the type. */
        public Builder<T> json() {
            return format(
                    new Format(format.unit(), format.bytes(), format.separator(), format.keyValueSeparator(), true));
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

        /** A web URL that the outside world calls, or several; in production none leads to a private host. */
        public Builder<T> publicUrl() {
            return leadsOutside()
                    .check(WebAddress.RULE, value -> !Suspicions.isAny(value, part -> !WebAddress.is(part)));
        }

        /** As {@link #publicUrl()}, where a constraint of the record asks for the web URL. */
        Builder<T> leadsOutside() {
            publicUrl = true;
            return this;
        }

        /** A rule for its value, such as {@code must be even}; the rule is shown, the value is not. */
        @SuppressWarnings("unchecked") // what is judged was converted to T
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
                @SuppressWarnings("unchecked") // S is T, or Optional of T
                List<Check<S>> own = (List<Check<S>>) (List<?>) List.copyOf(checks);
                return new Setting<>(this, presence, own);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name.text() + ": " + e.getMessage(), e);
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
