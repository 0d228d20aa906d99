package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A service with its environment; secrets come as files. Source: Compose Specification, interpolation and secrets. */
final class ComposeFile {
    /** What interpolation takes for itself, and what {@code ${NAME:-default}} can't hold. */
    private static final Pattern INTERPOLATED = Pattern.compile("[${}\\p{Cntrl}]");

    private final Schema<?> schema;
    private final Requirements requirements;
    private final Comment comment;

    private ComposeFile(Schema<?> schema) {
        this.schema = schema;
        this.requirements = new Requirements(schema);
        this.comment = new Comment(requirements, "      ");
    }

    static String of(Schema<?> schema) {
        return new ComposeFile(schema).text();
    }

    private String text() {
        String environment = schema.settings().stream()
                .map(setting -> comment.on(setting) + (isFile(setting) ? secretEntry(setting) : entry(setting)))
                .collect(Collectors.joining());
        return "services:\n  app:\n    environment:\n" + environment
                + secrets("    secrets:\n", secret -> line(secret, "      ", "- " + Yaml.name(file(secret))))
                + secrets("secrets:\n", this::secretSource);
    }

    /** An entry without a value hands on what Compose's own environment holds, and nothing if it holds nothing. */
    private String entry(Setting<?> setting) {
        String name = setting.name();
        Optional<String> value = requirements.isRequired(setting)
                ? Optional.of("${" + name + ":?required}")
                : Defaults.everywhere(setting)
                        .filter(text ->
                                !text.isEmpty() && !INTERPOLATED.matcher(text).find())
                        .filter(text -> !requirements.hasEffectWhenSet(setting))
                        .map(text -> "${" + name + ":-" + text + "}");
        return "      " + Yaml.name(name) + ":"
                + value.map(text -> " " + Yaml.quoted(text)).orElse("") + "\n";
    }

    private String secretEntry(Setting<?> secret) {
        return line(secret, "      ", secret.name() + "_FILE: /run/secrets/" + file(secret));
    }

    private String secretSource(Setting<?> secret) {
        return line(secret, "  ", Yaml.name(file(secret)) + ":")
                + line(secret, "    ", "file: ./secrets/" + file(secret));
    }

    private String secrets(String head, Function<Setting<?>, String> lines) {
        List<Setting<?>> secrets =
                schema.settings().stream().filter(this::isFile).toList();
        return secrets.stream().map(lines).collect(Collectors.joining("", secrets.isEmpty() ? "" : head, ""));
    }

    /** A variable that the schema itself declares under the name of the file is not ours to set. */
    private boolean isFile(Setting<?> setting) {
        String variable = setting.name() + "_FILE";
        return setting.isSecret()
                && schema.settings().stream().noneMatch(other -> other.name().equals(variable));
    }

    /** A comment where the secret may be missing: Compose refuses to start without a file that is named. */
    private String line(Setting<?> secret, String indent, String text) {
        return indent + (requirements.isRequired(secret) ? "" : "# ") + text + "\n";
    }

    private static String file(Setting<?> secret) {
        return secret.name().toLowerCase(Locale.ROOT);
    }
}
