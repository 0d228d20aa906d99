package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.TextTypes;
import dev.seaworthy.core.config.value.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
    private final Map<String, Setting<?>> byName = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Optional<Setting<?>> stage;

    private Schema(String name, Part part) {
        this.name = name;
        this.part = part;
        this.settings = part.all().toList();
        verifyNames();
        for (Setting<?> setting : settings) {
            byName.put(setting.name(), setting);
            read.addAll(List.of(setting.name(), setting.fileVariable()));
        }
        this.stage = onlyStage();
        verifyReferences();
    }

    /**
     * Reads a record as a declaration.
     *
     * @param converters how types of your own are read
     * @throws IllegalArgumentException if {@code type} is no record, a component can't be read from text, a default is
     *     no value of its type, or what is declared contradicts itself
     */
    @SuppressWarnings("unchecked") // the schema of a class is kept by that class
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
        return Optional.ofNullable(byName.get(variable));
    }

    /** The setting that says where the service runs. */
    Optional<Setting<?>> stage() {
        return stage;
    }

    /** Whether the variable is one of its own, or names the file of one. */
    boolean reads(String variable) {
        return read.contains(variable);
    }

    private static Schema<?> read(Class<?> type, TextTypes types) {
        return new Schema<>(type.getSimpleName(), new RecordDeclaration(types).read(type));
    }

    private Schema<T> with(Relation relation) {
        return new Schema<>(name, part.and(relation));
    }

    /** Windows does not tell the cases of names apart. */
    private void verifyNames() {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Setting<?> setting : settings) {
            String other = names.putIfAbsent(setting.name(), setting.name());
            if (other != null) {
                throw new IllegalArgumentException(name + " declares " + other + " and " + setting.name()
                        + "; a name is declared once, in one case");
            }
        }
    }

    /** What settings and relations say of others must be about settings that are there, and that may be absent. */
    private void verifyReferences() {
        for (Setting<?> setting : settings) {
            for (Condition condition : setting.presence().requiredWhen()) {
                condition.verify(declared(condition.variable()));
            }
        }
        for (Part below : part.everywhere().toList()) {
            for (Condition condition : below.demand().conditions()) {
                condition.verify(declared(condition.variable()));
            }
            for (Relation relation : below.relations()) {
                for (String variable : relation.variables()) {
                    verifyOptional(declared(variable));
                }
            }
        }
    }

    private Setting<?> declared(String variable) {
        Setting<?> setting = byName.get(variable);
        if (setting == null) {
            throw new IllegalArgumentException(name + " has a rule on " + variable + ", which it does not declare");
        }
        return setting;
    }

    private void verifyOptional(Setting<?> related) {
        if (!related.presence().optional()) {
            throw new IllegalArgumentException(
                    name + " relates " + related.name() + " to others, so it must be Optional");
        }
    }

    private Optional<Setting<?>> onlyStage() {
        List<Setting<?>> stages = new ArrayList<>();
        for (Setting<?> setting : settings) {
            if (setting.isOf(Stage.class)) {
                stages.add(setting);
            }
        }
        if (stages.size() > 1) {
            throw new IllegalArgumentException(name + " declares two stages; keep one");
        }
        return stages.isEmpty() ? Optional.empty() : Optional.of(stages.get(0));
    }
}
