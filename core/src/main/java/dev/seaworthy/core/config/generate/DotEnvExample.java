package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.dotenv.DotEnv;
import dev.seaworthy.core.config.value.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file to copy to {@code .env}: what it leaves empty is reported by name, so no example value is run by accident. */
final class DotEnvExample {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+,-]*");

    private final Requirements requirements;
    private final Comment comment;

    private DotEnvExample(Schema<?> schema) {
        this.requirements = new Requirements(schema);
        this.comment = new Comment(requirements, "");
    }

    static String of(Schema<?> schema) {
        DotEnvExample example = new DotEnvExample(schema);
        return schema.settings().stream().map(example::block).collect(Collectors.joining("\n"));
    }

    private String block(Setting<?> setting) {
        return comment.on(setting) + line(setting) + "\n";
    }

    private String line(Setting<?> setting) {
        String empty = setting.name() + "=";
        if (requirements.isRequiredIn(setting, Stage.DEVELOPMENT)) {
            return empty;
        }
        return "# "
                + Defaults.shown(setting, Stage.DEVELOPMENT)
                        .flatMap(value -> assignment(setting.name(), value))
                        .orElse(empty);
    }

    /** Empty if the dialects agree on no way to write the value. */
    private static Optional<String> assignment(String name, String value) {
        String escaped = value.replace("\n", "\\n").replace("\r", "\\r");
        Stream<String> bare = PLAIN.matcher(value).matches() ? Stream.of(value) : Stream.empty();
        return Stream.concat(bare, Stream.of("'" + value + "'", "\"" + escaped + "\""))
                .map(written -> name + "=" + written)
                .filter(line -> Arrays.stream(Dialect.values()).allMatch(dialect -> reads(line, value, dialect)))
                .findFirst();
    }

    private static boolean reads(String line, String value, Dialect dialect) {
        DotEnv read = DotEnv.parse("line", line, dialect);
        return read.refusals().isEmpty()
                && !line.contains("\n")
                && read.entries().stream().map(DotEnv.Entry::value).toList().equals(List.of(value));
    }
}
