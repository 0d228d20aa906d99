package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A child process and how it is run. Immutable; each {@link #run} is a process of its own.
 *
 * <p><b>Guarantees</b>: the child inherits the variables PATH, HOME, USER, LANG, LC_ALL and TMPDIR, those that are
 * {@linkplain Builder#inherit named}, and no other. A secret goes by a variable or by standard input, never by an
 * argument, and is masked in all that is told of the output, whole and each line of it: as it is, in Base64, in
 * hexadecimal digits, URL-encoded, and as JSON writes it. When the time is over or the caller is interrupted, the child
 * ends with all that it started: {@code SIGTERM}, then {@code SIGKILL}.
 *
 * <p><b>Not covered</b>: a secret that the program changes in another way before it writes it, or writes with a line
 * end in its midst; a process that detached itself from the tree; one whose parent JVM is killed by {@code kill -9},
 * which runs on.
 */
public final class Command {
    /** How long it may take if nothing else is said: ten minutes. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    /** How long the process tree has to end after {@code SIGTERM} if nothing else is said: five seconds. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final List<String> arguments;
    private final Builder builder;

    private Command(Builder builder) {
        this.builder = builder.copy();
        arguments = List.copyOf(builder.arguments);
    }

    /** A program, found by PATH unless its name has a slash, with its arguments. No shell reads them. */
    public static Command of(String program, String... arguments) {
        return builder(program, arguments).build();
    }

    /** The same, to say more of it. */
    public static Builder builder(String program, String... arguments) {
        List<String> all = new ArrayList<>(List.of(program));
        all.addAll(Arrays.asList(arguments));
        return new Builder(all);
    }

    public Builder toBuilder() {
        return builder.copy();
    }

    /** The program and its arguments. */
    public List<String> arguments() {
        return arguments;
    }

    public Duration timeout() {
        return builder.timeout;
    }

    /** How long the process tree has to end after {@code SIGTERM}. */
    public Duration grace() {
        return builder.grace;
    }

    /**
     * Runs it to its end, whatever its exit code.
     *
     * @throws CommandException if it can't be started
     * @throws InterruptedException if the caller was interrupted; the process tree has ended then
     */
    public CommandResult run() throws InterruptedException {
        return new CommandRun(toString(), arguments, builder.settings()).result();
    }

    /**
     * As a check: passed with exit code 0, failed with another; an error if it could not be started or did not end in
     * time. The exit code and the last line are its evidence.
     */
    public Check check() {
        return () -> {
            CommandResult result = run();
            if (result.timedOut()) {
                return evidence(Verdict.error(result.sentence()), result);
            }
            return evidence(
                    result.succeeded() ? Verdict.passed(this + ": exit code 0") : Verdict.failed(result.sentence()),
                    result);
        };
    }

    private static Verdict evidence(Verdict verdict, CommandResult result) {
        Verdict measured = verdict.with("exit code", result.exitCode());
        return result.lastLine().isEmpty() ? measured : measured.with("output", result.lastLine());
    }

    /** {@code vercel promote 'a b'}: as one would type it. */
    @Override
    public String toString() {
        return arguments.stream().map(Command::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        String printable = Controls.strip(argument);
        return printable.matches("[\\w@%+=:,./-]+") ? printable : "'" + printable.replace("'", "'\\''") + "'";
    }

    /** How a command runs. One thread at a time. */
    public static final class Builder {
        private final List<String> arguments;
        private final Set<String> inherited = new LinkedHashSet<>();
        private final Map<String, String> plain = new LinkedHashMap<>();
        private final Map<String, Secret> secrets = new LinkedHashMap<>();
        private final List<Secret> masked = new ArrayList<>();
        private Map<String, String> own = System.getenv();
        private Optional<Secret> input = Optional.empty();
        private Optional<Path> directory = Optional.empty();
        private Duration timeout = DEFAULT_TIMEOUT;
        private Duration grace = DEFAULT_GRACE;
        private Consumer<String> listener = line -> {};

        private Builder(List<String> arguments) {
            this.arguments = arguments;
        }

        private Builder copy() {
            Builder copy = new Builder(new ArrayList<>(arguments));
            copy.inherited.addAll(inherited);
            copy.plain.putAll(plain);
            copy.secrets.putAll(secrets);
            copy.masked.addAll(masked);
            copy.own = own;
            copy.input = input;
            copy.directory = directory;
            copy.timeout = timeout;
            copy.grace = grace;
            copy.listener = listener;
            return copy;
        }

        /** More arguments, after those that are there. */
        public Builder arguments(String... more) {
            arguments.addAll(Arrays.asList(more));
            return this;
        }

        /** Variables that the child inherits as they are, if they are set. For a secret, see {@link #secret}. */
        public Builder inherit(String... names) {
            inherited.addAll(Arrays.asList(names));
            return this;
        }

        /** A variable of the child alone. */
        public Builder environment(String name, String value) {
            plain.put(name, value);
            return this;
        }

        /** A variable that is a secret: masked in the output, and refused in an argument. */
        public Builder secret(String name, Secret value) {
            secrets.put(name, Objects.requireNonNull(value, "value"));
            return this;
        }

        /** Something else to mask in the output. */
        public Builder mask(Secret value) {
            masked.add(Objects.requireNonNull(value, "value"));
            return this;
        }

        /** What the child reads from its standard input, in UTF-8; masked in the output. Nothing if not said. */
        public Builder input(Secret text) {
            input = Optional.of(text);
            return this;
        }

        /** Where it runs; where this process runs, if not said. */
        public Builder directory(Path path) {
            directory = Optional.of(path);
            return this;
        }

        /** How long it may take, a day at most; {@link Command#DEFAULT_TIMEOUT} if not said. */
        public Builder timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        /** The time between {@code SIGTERM} and {@code SIGKILL}; {@link Command#DEFAULT_GRACE} if not said. */
        public Builder grace(Duration longest) {
            grace = longest;
            return this;
        }

        /**
         * Who hears each line of both streams as it comes, one at a time, masked. What it throws makes it deaf and does
         * not harm the command. One that is slow holds up the command's output, though not the end of its time.
         */
        public Builder onLine(Consumer<String> listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** Where inherited variables come from: {@link System#getenv()} if not said. */
        public Builder inheritFrom(Map<String, String> variables) {
            own = Map.copyOf(variables);
            return this;
        }

        /**
         * The command.
         *
         * @throws IllegalArgumentException with everything that is wrong with what was said
         */
        public Command build() {
            List<String> problems = problems();
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("Command: " + String.join("; ", problems));
            }
            return new Command(this);
        }

        private List<String> problems() {
            List<String> found = new ArrayList<>();
            if (arguments.get(0).isBlank()) {
                found.add("the program must have a name");
            }
            Masking masking = settings().masking();
            for (int i = 0; i < arguments.size(); i++) {
                if (masking.finds(arguments.get(i))) {
                    found.add(
                            "argument " + i + " holds a secret, and others can read arguments: give it by a variable");
                }
                if (arguments.get(i).indexOf('\0') >= 0) {
                    found.add("argument " + i + " holds the character NUL");
                }
            }
            names().filter(name -> !Environment.isName(name))
                    .forEach(name -> found.add("\"" + Controls.strip(name) + "\" is no name of a variable"));
            unfit().forEach(name ->
                    found.add("the value of the variable " + Controls.strip(name) + " holds the character NUL"));
            plain.keySet().stream()
                    .filter(secrets::containsKey)
                    .forEach(name -> found.add("the variable " + name + " is given twice"));
            check(found, "timeout", timeout, Duration.ofMillis(1));
            check(found, "grace", grace, Duration.ZERO);
            return found;
        }

        private Stream<String> names() {
            return Stream.of(inherited, plain.keySet(), secrets.keySet()).flatMap(Set::stream);
        }

        /** The variables that no process can have: the system ends a value at a NUL. */
        private Stream<String> unfit() {
            Map<String, String> values = new TreeMap<>();
            environment().writeTo(values);
            return values.entrySet().stream()
                    .filter(variable -> variable.getValue().indexOf('\0') >= 0)
                    .map(Map.Entry::getKey);
        }

        private static void check(List<String> found, String what, Duration time, Duration least) {
            if (time.compareTo(least) < 0 || time.compareTo(LONGEST) > 0) {
                found.add(what + " must be from " + least + " to " + LONGEST + ": " + time);
            }
        }

        private Environment environment() {
            return Environment.of(own, inherited, Map.copyOf(plain), Map.copyOf(secrets));
        }

        private Settings settings() {
            List<Secret> hidden = new ArrayList<>(masked);
            hidden.addAll(secrets.values());
            input.ifPresent(hidden::add);
            return new Settings(environment(), new Masking(hidden), input, directory, timeout, grace, listener);
        }
    }

    /** What a run needs to know. */
    record Settings(
            Environment environment,
            Masking masking,
            Optional<Secret> input,
            Optional<Path> directory,
            Duration timeout,
            Duration grace,
            Consumer<String> listener) {}
}
