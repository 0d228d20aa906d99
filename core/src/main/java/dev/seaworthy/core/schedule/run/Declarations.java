package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.schedule.failure.UnknownJobException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The jobs of one service, each by its name. Immutable. */
public final class Declarations {
    /** The id that no piece of data has: the row of a job with a schedule has it. */
    public static final String SCHEDULED = "scheduled";

    /** How long a one-time job that has failed for good is kept. */
    public static final Duration FAILED_KEPT = Duration.ofDays(14);

    /** The most pieces of data of one-time jobs that a list gives: {@value}. */
    public static final int MOST_LISTED = 1_000;

    private static final int MOST_ID = 200;

    private final Map<String, Declared> byName = new LinkedHashMap<>();

    private Declarations() {}

    /**
     * The declarations of a builder.
     *
     * @throws IllegalArgumentException that names each name that is there twice, and each of {@code problems}
     */
    public static Declarations of(List<Declared> jobs, List<String> problems) {
        Declarations declarations = new Declarations();
        TreeSet<String> twice = new TreeSet<>();
        for (Declared job : jobs) {
            if (declarations.byName.putIfAbsent(job.name(), job) != null) {
                twice.add("two jobs are named " + job.name() + ": rename one");
            }
        }
        twice.addAll(problems);
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException("Jobs: " + String.join("; ", twice));
        }
        return declarations;
    }

    public Collection<Declared> all() {
        return byName.values();
    }

    public Set<String> names() {
        return byName.keySet();
    }

    public Optional<Declared> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Declared scheduled(String name) {
        Declared declared = named(name);
        if (declared.scheduled().isEmpty()) {
            throw new UnknownJobException(name + " is a one-time job: enqueue its data");
        }
        return declared;
    }

    /** The one-time job of this name, if {@code id} can name a piece of its data. */
    public Declared oneTime(String name, String id) {
        Declared declared = named(name);
        if (declared.scheduled().isPresent()) {
            throw new IllegalArgumentException(name + " has a schedule and takes no data: runNow starts it");
        }
        if (id.isBlank() || id.length() > MOST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "Data of " + name + " needs an id of 1 to " + MOST_ID + " characters, none of control");
        }
        if (id.equals(SCHEDULED)) {
            throw new IllegalArgumentException("Data of " + name + " needs another id than \"" + SCHEDULED
                    + "\", which the jobs with a schedule have");
        }
        return declared;
    }

    /**
     * The job of this name.
     *
     * @throws IllegalArgumentException with the names that there are, if this is none of them
     */
    public Declared named(String name) {
        Declared declared = byName.get(name);
        if (declared == null) {
            throw new UnknownJobException(
                    "No job is named \"" + name + "\"; there are: " + String.join(", ", byName.keySet()));
        }
        return declared;
    }
}
