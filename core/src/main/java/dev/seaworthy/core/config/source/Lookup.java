package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds a variable in the first source that holds it, or in the file that its {@code NAME_FILE} names. One thread at a
 * time.
 */
public final class Lookup {
    private final List<Source> sources;
    private final Predicate<String> isNoPointer;
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<String, Blank> blanks = new HashMap<>();

    /** What a path means that is not meant as it is written. */
    @FunctionalInterface
    interface Expansion {
        Found of(Found path) throws Unreadable;
    }

    /** A {@code NAME_FILE} that {@code isNoPointer} names no file of a value, whatever it is set to. */
    public Lookup(List<Source> sources, Predicate<String> isNoPointer) {
        this.sources = List.copyOf(sources);
        this.isNoPointer = isNoPointer;
    }

    /** What was found to be unsafe, though it was read. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** Where a variable that was not found is set to nothing. */
    public Blank blank(String variable) {
        return blanks.getOrDefault(variable, Blank.NOWHERE);
    }

    /**
     * What it is set to, or what stands in the file that {@code pointer} names; both is an error. Empty and blank text
     * counts as missing, unless {@code takesEmpty}.
     *
     * @param pointer the name of the variable with {@code _FILE}
     */
    public Optional<Found> find(String variable, String pointer, boolean takesEmpty) throws Unreadable {
        return find(variable, pointer, takesEmpty, path -> path);
    }

    Optional<Found> find(String variable, String pointer, boolean takesEmpty, Expansion expansion) throws Unreadable {
        Optional<Found> direct = first(variable, variable, takesEmpty);
        Optional<Found> path = isNoPointer.test(pointer) ? Optional.empty() : first(pointer, variable, false);
        if (path.isEmpty()) {
            return direct;
        }
        if (direct.isPresent()) {
            throw setTwice(variable, direct.get(), pointer, path.get());
        }
        Found content = content(path.get(), pointer, expansion);
        if (takesEmpty || !content.isBlank()) {
            return Optional.of(content);
        }
        blanks.putIfAbsent(variable, new Blank(content.source(), "the file is empty"));
        return Optional.empty();
    }

    private Optional<Found> first(String name, String variable, boolean takesEmpty) throws Unreadable {
        for (Source source : sources) {
            Optional<Found> found = source.find(name);
            if (found.isPresent()) {
                if (takesEmpty || !found.get().isBlank()) {
                    return found;
                }
                String subject = name.equals(variable) ? "it" : name;
                blanks.putIfAbsent(
                        variable, new Blank(found.get().source(), subject + " is set, but to nothing but white space"));
            }
        }
        return Optional.empty();
    }

    private Found content(Found path, String pointer, Expansion expansion) throws Unreadable {
        try {
            Path file = Path.of(expansion.of(path).text());
            String text = SecretFile.read(file).text(pointer);
            String source = pointer + "=" + path.text();
            if (SecretFile.isWorldReadable(file)) {
                warnings.add(Problem.of(Code.WORLD_READABLE, pointer, "names a file that every user here can read")
                        .withSource(source)
                        .withHint("chmod o-r, or mount it with a mode such as 0400"));
            }
            return Found.sensitive(text, source);
        } catch (InvalidPathException e) {
            throw unreadable(Problem.of(Code.FILE_UNREADABLE, pointer, "must be the path of a file"), pointer);
        } catch (Unreadable e) {
            throw unreadable(e.problem(), pointer);
        }
    }

    private static Unreadable setTwice(String variable, Found direct, String pointer, Found path) {
        String sources =
                direct.source().equals(path.source()) ? direct.source() : direct.source() + " and " + path.source();
        Problem problem = Problem.of(
                        Code.SET_TWICE, variable, "must be set itself or through " + pointer + ", not both")
                .withSource(sources)
                .withHint("unset one of them");
        return unreadable(problem, pointer);
    }

    /** A name that ends like a pointer may have another meaning to another program. */
    private static Unreadable unreadable(Problem problem, String pointer) {
        String way = "if " + pointer + " is for someone else: ignore(\"" + pointer + "\")";
        return new Unreadable(problem.withHint(problem.hint().isEmpty() ? way : problem.hint() + "; " + way));
    }
}
