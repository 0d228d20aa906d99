package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ConfigMap, and a Secret without its values; each only if it has an entry. */
final class KubernetesManifests {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** RFC 1123's label is what every kind of object takes for a name. */
    private static final int MOST_NAME_CHARS = 63 - "-secret".length();

    private final Requirements requirements;
    private final Comment comment;
    private final String name;

    private KubernetesManifests(Schema<?> schema) {
        this.requirements = new Requirements(schema);
        this.comment = new Comment(requirements, "  ");
        this.name = name(schema.name());
    }

    static String of(Schema<?> schema) {
        KubernetesManifests manifests = new KubernetesManifests(schema);
        List<Setting<?>> open = schema.settings().stream()
                .filter(setting -> !setting.isSecret())
                .toList();
        List<Setting<?>> secret =
                schema.settings().stream().filter(Setting::isSecret).toList();
        return Stream.of(
                        manifests.manifest("ConfigMap", "", "data:\n", open),
                        manifests.manifest("Secret", "-secret", "type: Opaque\nstringData:\n", secret))
                .filter(manifest -> !manifest.isEmpty())
                .collect(Collectors.joining("---\n"));
    }

    private String manifest(String kind, String suffix, String head, List<Setting<?>> settings) {
        if (settings.isEmpty()) {
            return "";
        }
        String entries = settings.stream().map(this::entry).collect(Collectors.joining());
        return "apiVersion: v1\nkind: " + kind + "\nmetadata:\n  name: " + name + suffix + "\n" + head + entries;
    }

    private String entry(Setting<?> setting) {
        Optional<String> value = requirements.isRequiredIn(setting, Stage.PRODUCTION)
                ? Optional.of("")
                : Defaults.shown(setting, Stage.PRODUCTION)
                        .filter(text -> !text.isEmpty() && !requirements.hasEffectWhenSet(setting));
        return comment.on(setting)
                + (value.isPresent() ? "  " : "  # ")
                + Yaml.name(setting.name())
                + ": "
                + Yaml.quoted(value.orElse(""))
                + "\n";
    }

    static String name(String record) {
        String kebab = WORD_START
                .matcher(record)
                .replaceAll("-")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String bounded =
                kebab.substring(0, Math.min(kebab.length(), MOST_NAME_CHARS)).replaceAll("^-+|-+$", "");
        return bounded.isEmpty() ? "settings" : bounded;
    }
}
