package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory of mounted secrets, a file each, as Kubernetes and Docker lay them, and as it was when it was opened.
 * {@code DB_PASSWORD} is the file of that name, or {@code db_password}, or {@code db-password}.
 */
public final class SecretDirectory implements Source {
    /** The link that Kubernetes turns to the next revision of a mount, whole, before it removes the last one. */
    private static final String REVISION = "..data";

    private final Path directory;
    private final Map<String, SecretFile> files;
    private final List<Problem> problems;

    private SecretDirectory(Path directory, Map<String, SecretFile> files, List<Problem> problems) {
        this.directory = directory;
        this.files = files;
        this.problems = problems;
    }

    /** Reads it whole, so that what is found is of one revision. */
    public static SecretDirectory open(Path directory) {
        return read(directory).or(() -> read(directory)).orElseGet(() -> unreadable(directory));
    }

    @Override
    public Optional<Found> find(String variable) throws Unreadable {
        Optional<Found> found = Optional.empty();
        for (String spelling : spellings(variable)) {
            SecretFile file = files.get(spelling);
            if (file != null && found.isPresent()) {
                throw new Unreadable(Problem.of(Code.SET_TWICE, variable, "must be one file in " + directory)
                        .withHint("keep one of its spellings"));
            }
            if (file != null) {
                String place = directory.resolve(spelling).toString();
                found = Optional.of(Found.sensitive(file.text(variable), place));
            }
        }
        return found;
    }

    @Override
    public Set<String> names() {
        return files.keySet().stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replace('-', '_'))
                .collect(Collectors.toSet());
    }

    /** One of the spellings of a variable is in lower case. */
    @Override
    public boolean tellsCases() {
        return false;
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    /** Empty if it can't be read, or if another revision took its place meanwhile. */
    private static Optional<SecretDirectory> read(Path directory) {
        try {
            Path revision = revision(directory);
            SecretDirectory read = new SecretDirectory(directory, files(revision), List.of());
            return revision.equals(revision(directory)) ? Optional.of(read) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static Path revision(Path directory) throws IOException {
        Path link = directory.resolve(REVISION);
        return Files.exists(link) ? link.toRealPath() : directory.toRealPath();
    }

    private static Map<String, SecretFile> files(Path revision) throws IOException {
        try (Stream<Path> all = Files.list(revision)) {
            return all.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> revision.relativize(file).toString(), SecretFile::read));
        }
    }

    private static SecretDirectory unreadable(Path directory) {
        return new SecretDirectory(
                directory,
                Map.of(),
                List.of(Problem.of(Code.FILE_UNREADABLE, directory.toString(), "must be a directory that can be read")
                        .withHint("check its path and that the secrets are mounted")));
    }

    private static Set<String> spellings(String variable) {
        String lower = variable.toLowerCase(Locale.ROOT);
        return new LinkedHashSet<>(List.of(variable, lower, lower.replace('_', '-')));
    }
}
