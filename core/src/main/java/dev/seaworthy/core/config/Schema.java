package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.TextTypes;
import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The variables that a service declares, as a record or as settings. Immutable.
 *
 * @param <T> what they are read into
 */
public final class Schema<T> {
    private static final ClassValue<Schema<?>> RECORDS = new ClassValue<>() {
        @Override
        protected Schema<?> computeValue(Class<?> type) {
            return read(type, TextTypes.standard());
        }
    };

    private final String name;
    private final Part part;
    private final List<Setting<?>> settings;
    private final Map<String, Setting<?>> byName;

    private Schema(String name, Part part) {
        this.name = name;
        this.part = part;
        this.settings = part.all().toList();
        this.byName = byName(name, settings);
        verifyOneStage();
        verifyReferences();
        verifyRelations();
    }

    /**
     * Reads a record as a declaration.
     *
     * @param converters how types of your own are read
     * @throws IllegalArgumentException if {@code type} is no record, a component can't be read from text, a default is
     *     no value of its type, or what is declared contradicts itself
     */
    @SuppressWarnings("unchecked")
    public static <T> Schema<T> of(Class<T> type, TypeConverter<?>... converters) {
        if (converters.length == 0) {
            return (Schema<T>) RECORDS.get(type);
        }
        TextTypes types = TextTypes.standard();
        for (TypeConverter<?> converter : converters) {
            types = converter.addTo(types);
        }
        return (Schema<T>) read(type, types);
    }

    /** Settings that were declared without a record; the first is the first of each report. */
    public static Schema<Values> of(Setting<?>... settings) {
        return new Schema<>("The schema", new KeyedPart(List.of(settings), List.of()));
    }

    /** The same, where of these optional variables exactly one is set. */
    public Schema<T> oneOf(String... variables) {
        return with(new Relation(Relation.Kind.ONE_OF, List.of(variables)));
    }

    /** The same, where of these optional variables all are set, or none. */
    public Schema<T> allOrNone(String... variables) {
        return with(new Relation(Relation.Kind.ALL_OR_NONE, List.of(variables)));
    }

    /** Every variable, in the order of the declaration. */
    public List<Setting<?>> settings() {
        return settings;
    }

    /** The name of the record. */
    public String name() {
        return name;
    }

    /** The records that it is read into, the outermost first; none where it was declared without. */
    public List<Class<?>> records() {
        return part.everywhere()
                .filter(RecordPart.class::isInstance)
                .<Class<?>>map(below -> ((RecordPart) below).type())
                .distinct()
                .toList();
    }

    /** What is asked of variables because of others, the rules of an outer record first. */
    public List<Rule> rules() {
        return part.everywhere().flatMap(DeclaredRules::of).toList();
    }

    Part part() {
        return part;
    }

    Optional<Setting<?>> setting(String variable) {
        return Optional.<Setting<?>>ofNullable(byName.get(variable))
                .filter(setting -> setting.name().equals(variable));
    }

    private static Schema<?> read(Class<?> type, TextTypes types) {
        return new Schema<>(type.getSimpleName(), new RecordDeclaration(types).read(type));
    }

    private Schema<T> with(Relation relation) {
        return new Schema<>(name, part.and(relation));
    }

    /** Windows does not tell the cases of names apart. */
    private static Map<String, Setting<?>> byName(String name, List<Setting<?>> settings) {
        Map<String, Setting<?>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Setting<?> setting : settings) {
            Setting<?> other = byName.putIfAbsent(setting.name(), setting);
            if (other != null) {
                throw new IllegalArgumentException(name + " declares " + other.name() + " and " + setting.name()
                        + "; a name is declared once, in one case");
            }
        }
        return byName;
    }

    /** What settings and relations say of other settings must be about settings that are there. */
    private void verifyReferences() {
        Stream.concat(
                        settings.stream()
                                .flatMap(setting -> setting.presence().requiredWhen().stream())
                                .map(Condition::variable),
                        part.everywhere()
                                .flatMap(below -> below.relations().stream())
                                .flatMap(relation -> relation.variables().stream()))
                .filter(variable -> setting(variable).isEmpty())
                .findFirst()
                .ifPresent(variable -> {
                    throw new IllegalArgumentException(
                            name + " has a rule on " + variable + ", which it does not declare");
                });
    }

    private void verifyRelations() {
        part.everywhere()
                .flatMap(below -> below.relations().stream())
                .flatMap(relation -> relation.variables().stream())
                .filter(variable -> setting(variable)
                        .filter(setting -> !setting.presence().optional())
                        .isPresent())
                .findFirst()
                .ifPresent(variable -> {
                    throw new IllegalArgumentException(
                            name + " relates " + variable + " to others, so it must be Optional");
                });
    }

    private void verifyOneStage() {
        if (settings.stream().filter(setting -> setting.isOf(Stage.class)).count() > 1) {
            throw new IllegalArgumentException(name + " declares two stages; keep one");
        }
    }
}
