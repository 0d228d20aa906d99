package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.Refusal;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.util.Locale;
import java.util.Optional;

/** Spoils what is absent and should not be. */
final class Requirements {
    private final Schema<?> schema;
    private final Findings findings;
    private final Stage stage;
    private final Typos typos;

    Requirements(Schema<?> schema, Findings findings, Stage stage, Typos typos) {
        this.schema = schema;
        this.findings = findings;
        this.stage = stage;
        this.typos = typos;
    }

    void judge() {
        for (Part part : schema.part().everywhere().toList()) {
            if (part.demand().stages().contains(stage)
                    || part.demand().conditions().stream().anyMatch(this::holds)) {
                findings.demand(part);
            }
        }
        schema.part().present(findings).toList().forEach(this::judge);
    }

    private void judge(Part part) {
        for (Setting<?> setting : part.settings()) {
            Reading reading = findings.of(setting);
            if (reading.state() == Reading.State.ABSENT && !reading.isSpoiled()) {
                judge(setting);
            }
        }
        part.relations().forEach(relation -> relation.judge(findings));
    }

    private void judge(Setting<?> setting) {
        if (setting.isRequiredIn(stage)) {
            spoil(setting, setting.presence().optional() ? Code.REQUIRED_IN_STAGE : Code.REQUIRED, required(setting));
            return;
        }
        setting.presence().requiredWhen().stream()
                .filter(this::holds)
                .findFirst()
                .ifPresent(condition -> spoil(setting, Code.REQUIRED_WHEN, "required, as " + condition));
    }

    private String required(Setting<?> setting) {
        boolean everywhere = setting.isRequiredIn(Stage.DEVELOPMENT)
                && setting.isRequiredIn(Stage.TEST)
                && setting.isRequiredIn(Stage.PRODUCTION);
        return everywhere ? "required" : "required in " + stage.name().toLowerCase(Locale.ROOT);
    }

    private void spoil(Setting<?> setting, Code code, String rule) {
        findings.spoil(
                setting,
                Problem.of(code, setting.name(), rule)
                        .withSource(findings.of(setting).blank().source())
                        .withHint(hint(setting))
                        .withExample(setting.example().orElse("")));
    }

    private String hint(Setting<?> setting) {
        String blank = findings.of(setting).blank().hint();
        return blank.isEmpty()
                ? typos.of(setting)
                        .map(name -> "did you mean " + name + ", which is set?")
                        .orElse("")
                : blank;
    }

    private boolean holds(Condition condition) {
        Reading other = findings.of(condition.variable());
        if (condition.values().isEmpty()) {
            return other.isSet();
        }
        return other.value() != null && condition.values().stream().anyMatch(text -> isOf(text, other));
    }

    private static boolean isOf(String text, Reading other) {
        try {
            return Optional.of(other.setting().text().convert(text)).equals(Optional.ofNullable(other.value()));
        } catch (Refusal refusal) {
            return false;
        }
    }
}
