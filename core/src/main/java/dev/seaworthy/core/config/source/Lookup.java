package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a variable in the first source that holds it, or in the file that its {@code NAME_FILE} names. */
public final class Lookup {
    private final List<Source> sources;
    private final List<Problem> warnings = new ArrayList<>();

    public Lookup(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /** What was found to be unsafe, though it was read. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** Empty and blank text counts as missing, unless {@code takesEmpty}. */
    public Optional<Found> find(String variable, boolean takesEmpty) throws Unreadable {
        for (Source source : sources) {
            Optional<Found> found = source.find(variable);
            if (found.isPresent() && (takesEmpty || !found.get().text().isBlank())) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * As {@link #find}, or in the file that {@code pointer} names, which is called {@code NAME_FILE}; both is an error.
     */
    public Optional<Found> findOrFile(String variable, String pointer, boolean takesEmpty) throws Unreadable {
        Optional<Found> direct = find(variable, takesEmpty);
        Optional<Found> path = find(pointer, false);
        if (path.isEmpty()) {
            return direct;
        }
        if (direct.isPresent()) {
            throw new Unreadable(Problem.of(Code.SET_TWICE, variable, "must be set itself or through " + pointer)
                    .withSource(direct.get().source() + " and " + path.get().source())
                    .withHint("unset one of them"));
        }
        Found content = content(path.get().text(), pointer);
        return Optional.of(content).filter(found -> takesEmpty || !found.text().isBlank());
    }

    private Found content(String path, String pointer) throws Unreadable {
        try {
            Path file = Path.of(path);
            String text = SecretFile.read(file, pointer);
            String source = pointer + "=" + path;
            if (SecretFile.isWorldReadable(file)) {
                warnings.add(Problem.of(Code.WORLD_READABLE, pointer, "names a file that every user here can read")
                        .withSource(source)
                        .withHint("chmod o-r"));
            }
            return Found.sensitive(text, source);
        } catch (InvalidPathException e) {
            throw new Unreadable(Problem.of(Code.FILE_UNREADABLE, pointer, "must be the path of a file"));
        }
    }
}
