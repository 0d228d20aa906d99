package dev.seaworthy.core.schedule.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a builder of jobs with threads of their own is told, whichever jobs they are. Immutable. */
public record Options(List<Declared> jobs, int threads, Duration shutdown, InstantSource clock, Observer observer) {
    /** How long the end waits for runs if it is not said. */
    public static final Duration DEFAULT_SHUTDOWN = Duration.ofSeconds(10);

    public Options {
        jobs = List.copyOf(jobs);
        Objects.requireNonNull(shutdown, "shutdown");
        Objects.requireNonNull(clock, "clock");
    }

    /** No job yet, this number of threads, and the default of all else. */
    public static Options of(int threads) {
        return new Options(List.of(), threads, DEFAULT_SHUTDOWN, InstantSource.system(), Observer.none());
    }

    public Options job(Declared job) {
        List<Declared> all = new ArrayList<>(jobs);
        all.add(job);
        return new Options(all, threads, shutdown, clock, observer);
    }

    public Options threads(int count) {
        return new Options(jobs, count, shutdown, clock, observer);
    }

    public Options shutdown(Duration longest) {
        return new Options(jobs, threads, longest, clock, observer);
    }

    public Options clock(InstantSource source) {
        return new Options(jobs, threads, shutdown, source, observer);
    }

    public Options observer(Observer told) {
        return new Options(jobs, threads, shutdown, clock, told);
    }

    /**
     * The jobs by their names.
     *
     * @throws IllegalArgumentException with everything that is wrong here, and {@code problems}
     */
    public Declarations declarations(List<String> problems) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(positive("shutdown", shutdown));
        if (threads < 1) {
            all.add("threads must be 1 or more: " + threads);
        }
        return Declarations.of(jobs, all);
    }

    /** Empty, or what is wrong with a time. */
    public static List<String> positive(String name, Duration value) {
        return value.isNegative() || value.isZero() ? List.of(name + " must be positive: " + value) : List.of();
    }
}
