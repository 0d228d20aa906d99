package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A directory of mounted secrets, a file each, as Kubernetes and Docker lay them. {@code DB_PASSWORD} is the file of
 * that name, or {@code db_password}, or {@code db-password}.
 */
public final class SecretDirectory implements Source {
    private final Path directory;

    private SecretDirectory(Path directory) {
        this.directory = directory;
    }

    public static SecretDirectory of(Path directory) {
        return new SecretDirectory(directory);
    }

    @Override
    public Optional<Found> find(String variable) throws Unreadable {
        Collection<Path> files = files(variable);
        if (files.size() > 1) {
            throw new Unreadable(Problem.of(Code.SET_TWICE, variable, "must be one file in " + directory)
                    .withHint("keep one of its spellings"));
        }
        for (Path file : files) {
            return Optional.of(Found.sensitive(SecretFile.read(file, variable), file.toString()));
        }
        return Optional.empty();
    }

    @Override
    public List<Problem> problems() {
        return Files.isDirectory(directory)
                ? List.of()
                : List.of(Problem.of(Code.FILE_UNREADABLE, directory.toString(), "must be a directory")
                        .withHint("check its path and that the secrets are mounted"));
    }

    /** Where a file system does not tell cases apart, two spellings are one file. */
    private Collection<Path> files(String variable) throws Unreadable {
        Map<Path, Path> files = new LinkedHashMap<>();
        for (String spelling : spellings(variable)) {
            Path file = directory.resolve(spelling);
            if (Files.isRegularFile(file)) {
                files.putIfAbsent(real(file, variable), file);
            }
        }
        return files.values();
    }

    private static Path real(Path file, String variable) throws Unreadable {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new Unreadable(Problem.of(Code.FILE_UNREADABLE, variable, "its file can't be read")
                    .withSource(file.toString()));
        }
    }

    private static Set<String> spellings(String variable) {
        String lower = variable.toLowerCase(Locale.ROOT);
        return new LinkedHashSet<>(List.of(variable, lower, lower.replace('_', '-')));
    }
}
