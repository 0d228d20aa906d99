package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.Refusal;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.Blank;
import dev.seaworthy.core.config.source.Found;
import dev.seaworthy.core.config.source.Lookup;
import dev.seaworthy.core.config.source.References;
import dev.seaworthy.core.config.source.Source;
import dev.seaworthy.core.config.source.Unreadable;
import dev.seaworthy.core.config.value.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over a schema: it reads every variable and gathers every problem before it gives up. */
final class Reader<T> {
    private final Schema<T> schema;
    private final Rules rules;
    private final List<Source> sources;
    private final Lookup lookup;
    private final References references;
    private final Findings findings = new Findings();

    Reader(Schema<T> schema, Rules rules, List<Source> sources) {
        this.schema = schema;
        this.rules = rules;
        this.sources = sources;
        this.lookup = rules.lookup(schema, sources);
        this.references = new References(lookup, this::isShown);
    }

    @SuppressWarnings("unchecked") // the part was declared by T
    Snapshot<T> read() {
        Optional<Stage> told = stage();
        Stage stage = told.orElse(Stage.PRODUCTION);
        for (Source source : sources) {
            source.problems().forEach(findings::add);
        }
        for (Setting<?> setting : schema.settings()) {
            findings.add(read(setting, stage));
        }
        if (stage.isProduction()) {
            judgeForProduction();
        }
        judgeForBrowsers();
        Typos typos = typos();
        new Requirements(schema, findings, stage, typos).judge();
        if (rules.goesOnInDevelopment()) {
            spoilWhatMayBeElsewhere();
        }
        Optional<T> values = (Optional<T>) schema.part().assemble(findings, stage);
        return new Snapshot<>(values, findings.made(), stage, told.isPresent(), findings.readings(), problems(typos));
    }

    /** Empty if it is missing, or unknown. */
    private Optional<Stage> stage() {
        if (rules.stage() != null) {
            return Optional.of(rules.stage());
        }
        return schema.stage().flatMap(this::stage);
    }

    private Optional<Stage> stage(Setting<?> setting) {
        Reading reading = read(setting, Stage.PRODUCTION);
        Stage stage = (Stage) reading.value();
        if (stage == null || stage.isProduction() || rules.takesStageFromDotEnv() || isTold(stage, setting)) {
            return Optional.ofNullable(stage);
        }
        findings.add(Problem.of(
                        Code.STAGE_FROM_DOTENV, setting.name(), "is not taken from a .env file unless it is production")
                .withSource(reading.source())
                .withHint("set " + setting.name() + " in the environment itself, or call stageFromDotEnv()"));
        return Optional.empty();
    }

    /** Whether the stage is the same without what no production should read. */
    private boolean isTold(Stage stage, Setting<?> setting) {
        List<Source> others = sources.stream()
                .filter(source -> source.refusedInProduction().isEmpty())
                .toList();
        return others.size() == sources.size()
                || stage
                        == new Reader<>(schema, rules, others)
                                .read(setting, Stage.PRODUCTION)
                                .value();
    }

    private Reading read(Setting<?> setting, Stage stage) {
        try {
            Optional<Found> found = find(setting);
            if (found.isPresent()) {
                return converted(setting, found.get());
            }
            Optional<String> text = setting.defaultIn(stage);
            return text.isPresent()
                    ? Reading.byDefault(setting, text.get(), setting.convert(text.get()))
                    : Reading.absent(setting, lookup.blank(setting.name()));
        } catch (Unreadable unreadable) {
            return Reading.absent(setting, Blank.NOWHERE).spoiledBy(unreadable.problem());
        } catch (Refusal refusal) {
            throw new IllegalStateException("A default that the schema took: " + setting.name(), refusal);
        }
    }

    private Reading converted(Setting<?> setting, Found found) {
        try {
            return Reading.set(setting, found, setting.convert(found.text()));
        } catch (Refusal refusal) {
            Problem problem =
                    Problem.of(Code.FORMAT, setting.name(), refusal.rule()).withSource(found.source());
            boolean showsOne = refusal.rule().contains("such as");
            return Reading.unfit(
                    setting,
                    found,
                    problem.withExample((showsOne ? setting.declaredExample() : setting.example()).orElse("")));
        }
    }

    private Optional<Found> find(Setting<?> setting) throws Unreadable {
        boolean takesEmpty = setting.presence().takesEmpty();
        return rules.expandsReferences()
                ? references.find(setting.name(), setting.fileVariable(), takesEmpty)
                : lookup.find(setting.name(), setting.fileVariable(), takesEmpty);
    }

    private boolean isShown(String variable) {
        return schema.setting(variable).filter(setting -> !setting.isSecret()).isPresent();
    }

    private void judgeForProduction() {
        if (!rules.takesDotEnvInProduction()) {
            for (Source source : sources) {
                source.refusedInProduction().ifPresent(findings::add);
            }
        }
        for (Setting<?> setting : schema.settings()) {
            Reading reading = findings.of(setting);
            if (!reading.isSpoiled()) {
                Suspicions.of(reading)
                        .ifPresent(problem -> findings.spoil(setting, problem.withSource(reading.source())));
            }
        }
    }

    /** What comes from where secrets are kept, or is made of one, is not for browsers. */
    private void judgeForBrowsers() {
        for (Setting<?> setting : schema.settings()) {
            Reading reading = findings.of(setting);
            if (setting.isForBrowsers() && reading.isMasked() && !reading.isSpoiled()) {
                findings.spoil(
                        setting,
                        Problem.of(
                                        Code.PUBLIC_CREDENTIALS,
                                        setting.name(),
                                        "comes from where secrets are kept," + " and every browser would see it")
                                .withSource(reading.source())
                                .withHint("set it in the environment itself"));
            }
        }
    }

    /** Where a source can't be read, its variables are neither absent nor at their defaults. */
    private void spoilWhatMayBeElsewhere() {
        List<Problem> unreadable = new ArrayList<>();
        for (Source source : sources) {
            unreadable.addAll(source.problems());
        }
        for (Setting<?> setting : schema.settings()) {
            Reading reading = findings.of(setting);
            if (!unreadable.isEmpty() && !reading.isSet() && !reading.isSpoiled()) {
                findings.spoil(setting, unreadable.get(0));
            }
        }
    }

    private Typos typos() {
        Set<String> known = references.names();
        known.addAll(rules.ignored());
        return new Typos(schema, sources, known);
    }

    private List<Problem> problems(Typos typos) {
        List<Problem> all = new ArrayList<>(findings.problems());
        all.addAll(lookup.warnings());
        all.addAll(typos.unknown(rules.prefixes()));
        all.addAll(typos.warnings(findings.readings().values()));
        return all.isEmpty()
                ? all
                : all.stream().distinct().sorted(Problem.ORDER).toList();
    }
}
