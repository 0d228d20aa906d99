package dev.seaworthy.core.deploy.vercel;

import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.pattern.Steps;
import dev.seaworthy.core.deploy.vercel.plan.VercelPlan;
import dev.seaworthy.core.deploy.vercel.problem.Severity;
import dev.seaworthy.core.deploy.vercel.problem.VercelProblem;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace;
import dev.seaworthy.core.deploy.vercel.routing.Router;
import dev.seaworthy.core.deploy.vercel.rule.Ruleset;
import dev.seaworthy.core.schedule.Job;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A vercel.json. Immutable.
 *
 * <p>What is read keeps every field, known or not, in its order. {@link #validate} tells of all that is wrong; a view
 * on a field that is not of its type throws a {@link VercelException}. No value of {@code env} is in a message.
 */
public final class VercelConfig {
    /** How many characters a vercel.json may have here: {@value}. */
    public static final int LONGEST = 4 * 1024 * 1024;

    private final Map<String, @Nullable Object> fields;

    private VercelConfig(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    public static Builder builder() {
        return new Builder(new LinkedHashMap<>());
    }

    /**
     * The text of a vercel.json, whatever its fields hold.
     *
     * @throws VercelException if it is no JSON object, or longer than {@link #LONGEST}, or nested too deep
     */
    public static VercelConfig parse(String text) {
        return new VercelConfig(VercelJson.read(text));
    }

    /**
     * The file, in UTF-8.
     *
     * @throws VercelException as {@link #parse} does, and if the file can't be read
     */
    public static VercelConfig read(Path file) {
        return parse(VercelFile.read(file));
    }

    /** Every problem, in no order of weight; empty if there is none. It never throws. */
    public List<VercelProblem> validate(VercelPlan plan) {
        return Ruleset.check(root(), plan);
    }

    /** What is done with a path such as {@code /api/generate}. Its query, and the request's headers, are not asked. */
    public RouteTrace trace(String path) {
        return Router.of(root()).trace(path, Steps.ofManyMatches());
    }

    /** JSON, indented by two spaces, with a line feed at the end. */
    public String toJson() {
        return VercelJson.write(fields);
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws VercelException if it can't be written
     */
    public void write(Path file) {
        VercelFile.write(file, toJson());
    }

    /** Where {@code found} means something else: each with its pointer, none with a value; empty if nowhere. */
    public List<VercelProblem> differences(VercelConfig found) {
        return Differences.between(root(), found.root());
    }

    /**
     * Does nothing if the file means the same as this: the order of the fields, blanks and {@code $schema} aside.
     *
     * @throws AssertionError with each pointer that differs
     * @throws VercelException if the file can't be read
     */
    public void assertUpToDate(Path file) {
        List<VercelProblem> differences = differences(read(file));
        if (!differences.isEmpty()) {
            throw new AssertionError(differences.stream()
                    .map(VercelProblem::toString)
                    .collect(Collectors.joining("\n  ", file + " is not what is declared:\n  ", "")));
        }
    }

    public Optional<String> framework() {
        return Fields.text(root(), "framework");
    }

    public Optional<String> buildCommand() {
        return Fields.text(root(), "buildCommand");
    }

    public Optional<String> devCommand() {
        return Fields.text(root(), "devCommand");
    }

    public Optional<String> installCommand() {
        return Fields.text(root(), "installCommand");
    }

    public Optional<String> outputDirectory() {
        return Fields.text(root(), "outputDirectory");
    }

    public List<String> regions() {
        return Fields.texts(root(), "regions");
    }

    /** By glob. */
    public Map<String, VercelFunction> functions() {
        return Fields.map(root(), "functions", Fields::function);
    }

    public List<HeaderRule> headers() {
        return Fields.list(root(), "headers", Fields::headerRule);
    }

    public List<Redirect> redirects() {
        return Fields.list(root(), "redirects", Fields::redirect);
    }

    public List<Rewrite> rewrites() {
        return Fields.list(root(), "rewrites", Fields::rewrite);
    }

    /** By name. */
    public Map<String, String> env() {
        return Fields.map(
                root(), "env", node -> node.text().orElseThrow(() -> VercelException.unlike(node.pointer(), "a text")));
    }

    public List<VercelCron> crons() {
        return Fields.list(root(), "crons", Fields::cron);
    }

    /** The same, to be changed; fields that are not changed stay as they are. */
    public Builder toBuilder() {
        return new Builder(copy());
    }

    /** Whether the other means the same, as {@link #differences} has it. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VercelConfig config && differences(config).isEmpty();
    }

    @Override
    public int hashCode() {
        return fields.keySet().stream()
                .filter(name -> !name.equals("$schema"))
                .collect(Collectors.toSet())
                .hashCode();
    }

    /** {@code vercel.json with framework, regions} */
    @Override
    public String toString() {
        return "vercel.json with " + String.join(", ", fields.keySet());
    }

    private Node root() {
        return Node.root(fields);
    }

    private Map<String, @Nullable Object> copy() {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        fields.forEach((name, value) -> copy.put(name, Trees.copy(value)));
        return copy;
    }

    /**
     * Makes a vercel.json. What is added twice is there twice; what is set twice is what was set last. One thread at a
     * time.
     */
    public static final class Builder {
        private final Map<String, @Nullable Object> fields;
        private final List<String> refused = new ArrayList<>();

        private Builder(Map<String, @Nullable Object> fields) {
            this.fields = fields;
        }

        /** Such as {@code nextjs}. */
        public Builder framework(String name) {
            return field("framework", name);
        }

        public Builder buildCommand(String command) {
            return field("buildCommand", command);
        }

        public Builder devCommand(String command) {
            return field("devCommand", command);
        }

        public Builder installCommand(String command) {
            return field("installCommand", command);
        }

        public Builder outputDirectory(String folder) {
            return field("outputDirectory", folder);
        }

        /** Where functions run, such as {@code iad1}. */
        public Builder regions(String... names) {
            return field("regions", Arrays.asList(names));
        }

        /** How the functions of the files that a glob names run; of several globs, the first that fits. */
        public Builder function(String glob, VercelFunction function) {
            members("functions").put(glob, Trees.copy(function.tree()));
            return this;
        }

        public Builder headers(HeaderRule rule) {
            return add("headers", rule.tree());
        }

        /**
         * The headers that {@code writer} gives to what it is given, for the paths of this source. The headers of a
         * service come from where the service has them: {@code rule -> edgeHeaders.forEach(rule)} of a map.
         */
        public Builder headers(String source, Consumer<BiConsumer<String, String>> writer) {
            List<HeaderRule> rule = new ArrayList<>(List.of(HeaderRule.of(source)));
            writer.accept((name, value) -> rule.set(0, rule.get(0).with(name, value)));
            return headers(rule.get(0));
        }

        public Builder redirect(Redirect redirect) {
            return add("redirects", redirect.tree());
        }

        public Builder rewrite(Rewrite rewrite) {
            return add("rewrites", rewrite.tree());
        }

        /** A variable that everyone may read: a secret is refused by {@link #build}. */
        public Builder env(String name, String value) {
            members("env").put(name, Objects.requireNonNull(value, "value"));
            return this;
        }

        public Builder cron(VercelCron cron) {
            return add("crons", cron.tree());
        }

        /** A path that is requested on a schedule of five fields of numbers, by UTC: {@code 0 2 * * *}. */
        public Builder cron(String path, String schedule) {
            return cron(new VercelCron(path, schedule));
        }

        /** A path that is requested when a job is due, as {@link VercelCron#of} has it. */
        public Builder cron(String path, Job job) {
            try {
                return cron(VercelCron.of(path, job));
            } catch (IllegalArgumentException e) {
                refused.add(String.valueOf(e.getMessage()));
                return this;
            }
        }

        /** A path for each job: the prefix and the job's name, as in {@code /api/cron/cleanup}. */
        public Builder crons(String prefix, Collection<Job> jobs) {
            jobs.forEach(job -> cron(prefix + job.name(), job));
            return this;
        }

        /**
         * A field that has no method here: maps, lists, texts, numbers, booleans or null.
         *
         * @throws IllegalArgumentException if the value is something else
         */
        public Builder field(String name, @Nullable Object value) {
            fields.put(Objects.requireNonNull(name, "name"), Trees.copy(value));
            return this;
        }

        /** Takes a field away. */
        public Builder without(String name) {
            fields.remove(name);
            return this;
        }

        /**
         * The vercel.json.
         *
         * @throws IllegalArgumentException with every problem that is an error on any plan
         */
        public VercelConfig build() {
            VercelConfig config = new VercelConfig(new VercelConfig(fields).copy());
            List<String> problems = new ArrayList<>(refused);
            config.validate(VercelPlan.UNKNOWN).stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .map(VercelProblem::toString)
                    .forEach(problems::add);
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("vercel.json:\n  " + String.join("\n  ", problems));
            }
            return config;
        }

        @SuppressWarnings("unchecked") // copies of trees have texts as names
        private Map<String, @Nullable Object> members(String field) {
            if (!(fields.get(field) instanceof Map)) {
                fields.put(field, new LinkedHashMap<>());
            }
            return (Map<String, @Nullable Object>) Objects.requireNonNull(fields.get(field));
        }

        @SuppressWarnings("unchecked") // copies of trees hold lists of anything
        private Builder add(String field, Map<String, Object> element) {
            if (!(fields.get(field) instanceof List)) {
                fields.put(field, new ArrayList<>());
            }
            ((List<@Nullable Object>) Objects.requireNonNull(fields.get(field))).add(Trees.copy(element));
            return this;
        }
    }
}
