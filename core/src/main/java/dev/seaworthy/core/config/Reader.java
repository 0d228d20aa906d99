package dev.seaworthy.core.config;

import dev.seaworthy.core.config.convert.Refusal;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.Found;
import dev.seaworthy.core.config.source.Lookup;
import dev.seaworthy.core.config.source.References;
import dev.seaworthy.core.config.source.Source;
import dev.seaworthy.core.config.source.Unreadable;
import dev.seaworthy.core.config.value.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One pass over a schema: it reads every variable and gathers every problem before it gives up. */
final class Reader<T> {
    private final Schema<T> schema;
    private final Rules rules;
    private final List<Source> sources;
    private final Lookup lookup;
    private final Findings findings = new Findings();

    Reader(Schema<T> schema, Rules rules, List<Source> sources) {
        this.schema = schema;
        this.rules = rules;
        this.sources = sources;
        this.lookup = new Lookup(sources);
    }

    @SuppressWarnings("unchecked")
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
        return schema.stage()
                .flatMap(setting -> Optional.ofNullable(
                        (Stage) read(setting, Stage.PRODUCTION).value()));
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
                    : Reading.absent(setting);
        } catch (Unreadable unreadable) {
            return Reading.absent(setting).spoiledBy(unreadable.problem());
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
        boolean isDeclaredItself = schema.setting(setting.fileVariable()).isPresent();
        Optional<Found> found = isDeclaredItself
                ? lookup.find(setting.name(), takesEmpty)
                : lookup.findOrFile(setting.name(), setting.fileVariable(), takesEmpty);
        if (found.isEmpty() || !rules.expandsReferences()) {
            return found;
        }
        return Optional.of(new References(lookup, this::isShown).expand(setting.name(), found.get()));
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
        Set<String> names = new HashSet<>();
        for (Source source : sources) {
            names.addAll(source.names());
        }
        return new Typos(schema, names, rules.ignored());
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
