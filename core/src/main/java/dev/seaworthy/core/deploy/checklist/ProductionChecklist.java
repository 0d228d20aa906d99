package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.core.deploy.checklist.report.ItemResult;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.failure.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The boxes that a release must tick, as something that runs and leaves evidence. Safe for use by many threads, if its
 * checks are.
 *
 * <p>Phases are run in their order, and the items of one phase beside each other, each in a daemon thread of its own
 * that ends with it. A check that throws, whatever it throws, could not be asked ({@code ERROR}), and so could one that
 * takes longer than its timeout; all others go on. A check that ignores its interrupt keeps its thread, which the
 * report names, and the run goes on after {@link #GRACE}. If a phase is blocked, the items of later ones are skipped.
 *
 * <p>If the thread that runs it is interrupted, what runs is interrupted and what was not asked is an {@code ERROR};
 * the report is returned soon, and the thread is interrupted again.
 *
 * <p>What follows from which finding is in the table of {@link Outcome}.
 */
public final class ProductionChecklist {
    /** How many checks run at once by default: {@value}. */
    public static final int DEFAULT_THREADS = 8;

    /** What a report is headed by if nothing else is said: {@value}. */
    public static final String DEFAULT_TITLE = "Production checklist";

    /** How long a check may take to end after its interrupt: a second. */
    public static final Duration GRACE = Duration.ofSeconds(1);

    private static final int MOST_THREADS = 64;

    private final String title;
    private final Declarations declarations;
    private final Setting setting;
    private final Consumer<ItemResult> listener;

    private ProductionChecklist(Builder builder, Declarations declarations) {
        title = builder.title;
        this.declarations = declarations;
        setting = new Setting(builder.clock, builder.ticker, builder.threads, builder.grace, new AtomicLong());
        listener = builder.listener;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** In the order of declaration. */
    public List<Item> items() {
        return List.copyOf(declarations.all());
    }

    /** Runs all phases, without confirmations. */
    public ChecklistReport run() {
        return run(RunOptions.all());
    }

    /**
     * Runs one phase alone, without confirmations.
     *
     * @throws IllegalArgumentException if it has no item
     */
    public ChecklistReport run(Phase phase) {
        return run(RunOptions.of(phase));
    }

    /**
     * Runs what the options say.
     *
     * @throws IllegalArgumentException if something is confirmed that is no item, or one that is checked; or if the
     *     phase has no item
     */
    public ChecklistReport run(RunOptions options) {
        checkPhases(options);
        checkConfirmed(options.confirmations());
        Instant at = setting.now();
        long begun = setting.ticks();
        Ledger ledger = new Ledger(options.earlierResults(), listener);
        boolean goesOn = true;
        for (Phase phase : Phase.values()) {
            if (options.has(phase)) {
                goesOn = run(phase, options, ledger, goesOn);
            }
        }
        if (!goesOn) {
            Thread.currentThread().interrupt();
        }
        Duration took = Duration.ofNanos(setting.ticks() - begun);
        return new ChecklistReport(
                title,
                ledger.inOrder(declarations.all()),
                options.earlier().map(ChecklistReport::at).orElse(at),
                options.earlier()
                        .map(ChecklistReport::took)
                        .orElse(Duration.ZERO)
                        .plus(took));
    }

    private boolean run(Phase phase, RunOptions options, Ledger ledger, boolean goesOn) {
        List<Item> items = declarations.of(phase);
        List<String> blockers = ledger.blockersOf(phase);
        if (!goesOn) {
            items.forEach(item -> ledger.add(item, PhaseRun.notAsked(), setting.now(), Duration.ZERO));
        } else if (!blockers.isEmpty() && !options.goesOnWhenBlocked()) {
            Verdict skipped = Verdict.skipped("Not run, as an earlier phase is blocked by " + quoted(blockers));
            items.forEach(item -> ledger.add(item, skipped, setting.now(), Duration.ZERO));
        } else {
            return new PhaseRun(setting, ledger, options.confirmations(), items).run();
        }
        return goesOn;
    }

    private static String quoted(List<String> names) {
        return '"' + String.join("\", \"", names) + '"';
    }

    private void checkPhases(RunOptions options) {
        List<Phase> asked = Stream.of(Phase.values()).filter(options::has).toList();
        if (asked.stream().allMatch(phase -> declarations.of(phase).isEmpty())) {
            throw new IllegalArgumentException("Production checklist: it has no item of the phase "
                    + asked.stream()
                            .map(Phase::title)
                            .map(title -> title.toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                    + ", and would pass whatever happens");
        }
    }

    private void checkConfirmed(Confirmations confirmations) {
        Problems problems = new Problems();
        for (String name : confirmations.items()) {
            problems.unless(declarations.item(name).isPresent(), "\"" + name + "\" is not in the checklist");
            declarations
                    .item(name)
                    .ifPresent(item -> problems.unless(
                            item.isManual(), "\"" + name + "\" is asked by a check, and not to be confirmed"));
        }
        problems.refuse("Confirmations");
    }

    /** Which items, and how they are run. One thread at a time. */
    public static final class Builder {
        private final List<Item> items = new ArrayList<>();
        private String title = DEFAULT_TITLE;
        private int threads = DEFAULT_THREADS;
        private Duration grace = GRACE;
        private InstantSource clock = InstantSource.system();
        private LongSupplier ticker = System::nanoTime;
        private Consumer<ItemResult> listener = result -> {};

        private Builder() {}

        public Builder add(Item item) {
            items.add(Objects.requireNonNull(item, "item"));
            return this;
        }

        /** An item that blocks, with {@link Item#DEFAULT_TIMEOUT}. */
        public Builder check(String name, Phase phase, Check check) {
            return add(Item.named(name).in(phase).check(check));
        }

        /** What a report is headed by; {@value #DEFAULT_TITLE} if not said. */
        public Builder title(String text) {
            title = text;
            return this;
        }

        /** How many checks run at once, 1 to 64; {@value #DEFAULT_THREADS} if not said. */
        public Builder threads(int most) {
            threads = most;
            return this;
        }

        /** Is told each result when it is there, in the thread that runs the checklist. What it throws is logged. */
        public Builder onResult(Consumer<ItemResult> told) {
            listener = Objects.requireNonNull(told, "listener");
            return this;
        }

        /** What dates results. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        Builder ticker(LongSupplier source) {
            ticker = source;
            return this;
        }

        Builder grace(Duration time) {
            grace = time;
            return this;
        }

        /**
         * The checklist; nothing runs yet.
         *
         * @throws IllegalArgumentException with everything that is wrong: no item, a name twice, an item after one that
         *     is not there, is of a later phase, weighs less, or is after it in turn
         */
        public ProductionChecklist build() {
            Problems problems = new Problems();
            problems.unless(Name.isGood(title), "the title must be " + Name.RULE);
            problems.unless(
                    threads >= 1 && threads <= MOST_THREADS, "threads must be 1 to " + MOST_THREADS + ": " + threads);
            Declarations declarations = new Declarations(items, problems);
            problems.refuse("Production checklist");
            return new ProductionChecklist(this, declarations);
        }
    }
}
