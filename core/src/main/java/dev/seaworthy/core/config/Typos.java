package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.Source;
import dev.seaworthy.core.config.text.Typo;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds the variables that are set under a name close to one that is missing. */
final class Typos {
    /** By name, as each is compared. */
    private final Map<String, String> strangers = new TreeMap<>();

    /** @param known those that are not read as variables of the schema, but for a reason */
    Typos(Schema<?> schema, List<Source> sources, Set<String> known) {
        for (Source source : sources) {
            Predicate<String> isExpected = expected(schema, known, source);
            for (String name : source.names()) {
                if (!isExpected.test(name)) {
                    strangers.put(name, plain(name));
                }
            }
        }
    }

    private static Predicate<String> expected(Schema<?> schema, Set<String> known, Source source) {
        if (source.tellsCases()) {
            return name -> schema.reads(name) || known.contains(name);
        }
        Set<String> inAnyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        inAnyCase.addAll(known);
        for (Setting<?> setting : schema.settings()) {
            inAnyCase.add(setting.name());
            inAnyCase.add(setting.fileVariable());
        }
        return inAnyCase::contains;
    }

    /** A variable that may have been meant to be this one. */
    Optional<String> of(Setting<?> missing) {
        String name = plain(missing.name());
        String pointer = plain(missing.fileVariable());
        return strangers.entrySet().stream()
                .filter(set -> Typo.isNear(set.getValue(), name) || Typo.isNear(set.getValue(), pointer))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Warnings about what is set, and may have been meant for a variable that is not. */
    List<Problem> warnings(Collection<Reading> readings) {
        if (strangers.isEmpty()) {
            return List.of();
        }
        return readings.stream()
                .filter(reading -> !reading.isSet() && !reading.isSpoiled())
                .flatMap(reading -> of(reading.setting()).map(name -> warning(name, reading.setting())).stream())
                .toList();
    }

    /** Every variable that bears one of the prefixes and that nothing declares. */
    List<Problem> unknown(Collection<String> prefixes) {
        return strangers.keySet().stream()
                .filter(name -> prefixes.stream().anyMatch(name::startsWith))
                .map(name -> Problem.of(Code.UNKNOWN_VARIABLE, name, "is set, and nothing declares it")
                        .withHint("unset it, declare it, or name it as one to ignore"))
                .toList();
    }

    private static Problem warning(String name, Setting<?> setting) {
        return Problem.of(Code.TYPO, name, "is set, and nothing reads it")
                .withHint("did you mean " + setting.name() + "?");
    }

    /** A property {@code database.url} is meant as much as a variable {@code database_url}. */
    private static String plain(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
