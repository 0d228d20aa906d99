package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.dotenv.DotEnv;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@code .env} file as it was when it was read. */
public final class DotEnvFile implements Source {
    private final Path file;
    private final Map<String, Found> entries = new HashMap<>();
    private final List<Problem> problems;

    private DotEnvFile(Path file, DotEnv content) {
        this.file = file;
        content.entries()
                .forEach(entry -> entries.put(
                        entry.name(), new Found(entry.value(), file + ":" + entry.line(), false, entry.literal())));
        this.problems = content.refusals().stream().map(this::problem).toList();
    }

    public static Source read(Path file, Dialect dialect) {
        return new DotEnvFile(file, DotEnv.read(file, dialect));
    }

    /** No variables at all if there is no such file. */
    public static Source readIfPresent(Path file, Dialect dialect) {
        return Files.exists(file) ? read(file, dialect) : Variables.of(file.toString(), Map.of());
    }

    @Override
    public Optional<Found> find(String variable) {
        return Optional.ofNullable(entries.get(variable));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(entries.keySet());
    }

    @Override
    public Optional<Problem> refusedInProduction() {
        boolean wasRead = problems.stream().noneMatch(problem -> problem.code() == Code.FILE_UNREADABLE);
        return Optional.of(Problem.of(Code.DOTENV_IN_PRODUCTION, file.toString(), "is not read in production")
                        .withHint(
                                "set its variables where production keeps its own, or call allowDotEnvInProduction()"))
                .filter(problem -> wasRead);
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    private Problem problem(DotEnv.Refusal refusal) {
        return refusal.line() == 0
                ? Problem.of(Code.FILE_UNREADABLE, file.toString(), refusal.rule())
                : Problem.of(Code.FILE_SYNTAX, file + ":" + refusal.line(), refusal.rule());
    }
}
