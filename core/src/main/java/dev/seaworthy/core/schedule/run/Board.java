package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.schedule.Enqueued;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.RunNow;
import dev.seaworthy.core.schedule.ScheduleException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What is due when, in the memory of one JVM. Safe for use by many threads. */
public final class Board {
    /** The most pieces of data of one-time jobs: {@value}. */
    public static final int MOST_ENTRIES = 10_000;

    private final Declarations declarations;
    private final InstantSource clock;
    private final Observer observer;
    private final Map<String, Entry> scheduled = new LinkedHashMap<>();
    private final Map<List<String>, Entry> oneTime = new LinkedHashMap<>();

    public Board(Declarations declarations, InstantSource clock, Observer observer) {
        this.declarations = declarations;
        this.clock = clock;
        this.observer = new Guarded(observer);
    }

    public synchronized void start() {
        for (Declared declared : declarations.all()) {
            declared.scheduled()
                    .ifPresent(job -> scheduled.put(
                            job.name(),
                            new Entry(declared, Optional.empty(), Optional.empty(), job.next(clock.instant()))));
        }
    }

    public synchronized Optional<Instant> nextDue() {
        return entries().flatMap(entry -> entry.due().stream()).min(Comparator.naturalOrder());
    }

    /** What is due the longest, and is running from now on. */
    public synchronized Optional<Claim> claim() {
        Instant now = clock.instant();
        scheduled.values().forEach(entry -> skipMissed(entry, now));
        Optional<Entry> found = entries()
                .filter(entry -> entry.isDue(now))
                .min(Comparator.comparing(entry -> entry.due().orElseThrow()));
        found.ifPresent(Entry::start);
        return found.map(Claim::new);
    }

    private void skipMissed(Entry entry, Instant now) {
        if (entry.misses(now)) {
            entry.skip(now);
            observer.happened(entry.declared().name(), Event.MISSED);
        }
    }

    public synchronized RunNow runNow(String name) {
        Entry entry = scheduled.get(declarations.scheduled(name).name());
        Instant now = clock.instant();
        if (entry == null || entry.isRunning() || entry.isDue(now)) {
            return RunNow.ALREADY_RUNNING;
        }
        entry.ask(now);
        return RunNow.STARTED;
    }

    public synchronized Enqueued enqueue(String name, String id, Object data) {
        Declared declared = declarations.oneTime(name, id);
        String json = declared.write(data);
        Entry present = oneTime.get(List.of(name, id));
        if (present != null && !present.hasFailed()) {
            return Enqueued.ALREADY_THERE;
        }
        Instant now = clock.instant();
        oneTime.values().removeIf(entry -> entry.hasFailedBefore(now.minus(Declarations.FAILED_KEPT)));
        if (present == null && oneTime.size() >= MOST_ENTRIES) {
            throw new ScheduleException("Data of one-time job " + name + " was not taken: " + MOST_ENTRIES
                    + " pieces of data wait, run or have failed; try again later");
        }
        oneTime.put(List.of(name, id), new Entry(declared, Optional.of(id), Optional.of(json), now));
        return Enqueued.ENQUEUED;
    }

    public synchronized List<JobStatus> list() {
        return Stream.concat(
                        scheduled.values().stream(), oneTime.values().stream().limit(Declarations.MOST_LISTED))
                .map(Entry::status)
                .toList();
    }

    private Stream<Entry> entries() {
        return Stream.concat(scheduled.values().stream(), oneTime.values().stream());
    }

    private synchronized Sequel settle(Entry entry, Outcome outcome) {
        Sequel sequel = entry.end(outcome, clock.instant());
        if (outcome.isSuccess() && entry.isOneTime()) {
            oneTime.values().remove(entry);
        }
        return sequel;
    }

    /** An entry that whoever holds this runs. */
    public final class Claim {
        private final Entry entry;

        private Claim(Entry entry) {
            this.entry = entry;
        }

        public String name() {
            return entry.declared().name();
        }

        public Run run() {
            return new Run(entry.declared(), entry.data(), clock);
        }

        public Sequel settle(Outcome outcome) {
            return Board.this.settle(entry, outcome);
        }
    }
}
