package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.check.Sustained;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.checklist.report.ItemResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The run of one phase: begins what is ready, gives up what takes too long, and ends when every item has a result. It
 * waits for no check that ignores its interrupt longer than the grace.
 */
final class PhaseRun {
    private static final String CANCELLED = "The run was cancelled";

    private final Setting setting;
    private final Ledger ledger;
    private final Confirmations confirmations;
    private final List<Item> waiting;
    private final List<Attempt> running = new ArrayList<>();
    private final BlockingQueue<Attempt> ended = new LinkedBlockingQueue<>();
    private boolean cancelled;

    PhaseRun(Setting setting, Ledger ledger, Confirmations confirmations, List<Item> items) {
        this.setting = setting;
        this.ledger = ledger;
        this.confirmations = confirmations;
        waiting = new ArrayList<>(items);
    }

    /** Whether it came to its end; if not, the caller was interrupted. */
    boolean run() {
        do {
            if (Thread.interrupted()) {
                cancel();
            }
            beginWhatIsReady();
            awaitNext();
            giveUpWhatIsLate();
        } while (!running.isEmpty() || !waiting.isEmpty());
        return !cancelled;
    }

    /** Passing one over may make another one ready, or pass it over too. */
    private void beginWhatIsReady() {
        boolean again = true;
        while (again) {
            again = false;
            for (Item item : List.copyOf(waiting)) {
                again |= begin(item);
            }
        }
    }

    /** Whether it has its result at once. */
    private boolean begin(Item item) {
        Optional<String> obstacle = obstacle(item);
        if (obstacle.isPresent()) {
            return conclude(item, Verdict.skipped(obstacle.get()));
        }
        if (!isReady(item)) {
            return false;
        }
        Optional<Manual> manual = item.manual();
        if (manual.isPresent()) {
            Confirmation given = confirmations.of(item.name()).orElse(null);
            return conclude(item, manual.get().judge(given, setting.now()));
        }
        if (running.size() < setting.threads()) {
            waiting.remove(item);
            start(item);
        }
        return false;
    }

    private boolean isReady(Item item) {
        return item.after().stream().noneMatch(this::isOpen);
    }

    /** Whether it will have a result in this phase. */
    private boolean isOpen(String name) {
        return waiting.stream().anyMatch(item -> item.name().equals(name))
                || running.stream().anyMatch(attempt -> attempt.item().name().equals(name));
    }

    private Optional<String> obstacle(Item item) {
        return item.after().stream()
                .flatMap(name -> ledger.of(name).stream())
                .filter(result -> !result.verdict().status().holds())
                .findFirst()
                .map(PhaseRun::didNotHold);
    }

    private static String didNotHold(ItemResult result) {
        return "Not run, as \"" + result.name() + "\" does not hold: "
                + result.verdict().status();
    }

    private boolean conclude(Item item, Verdict verdict) {
        waiting.remove(item);
        ledger.add(item, verdict, setting.now(), Duration.ZERO);
        return true;
    }

    private void start(Item item) {
        Attempt attempt = new Attempt(item, setting.now(), setting.ticks(), setting.nextThreadName(), ended::add);
        running.add(attempt);
        try {
            attempt.begin();
        } catch (OutOfMemoryError e) { // no thread to be had
            running.remove(attempt);
            conclude(item, Verdict.thrown(e));
        }
    }

    private void awaitNext() {
        long now = setting.ticks();
        long wait =
                running.stream().mapToLong(attempt -> attempt.left(now)).min().orElse(0);
        try {
            Attempt next = ended.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
            while (next != null) {
                settle(next);
                next.awaitEnd();
                next = ended.poll();
            }
        } catch (InterruptedException e) {
            cancel();
        }
    }

    /** One whose grace is over has its result, and its end changes nothing. */
    private void settle(Attempt attempt) {
        if (running.remove(attempt)) {
            Duration took = Duration.ofNanos(setting.ticks() - attempt.begun());
            ledger.add(attempt.item(), attempt.verdict(), attempt.at(), took);
        }
    }

    private void giveUpWhatIsLate() {
        long now = setting.ticks();
        for (Attempt attempt : List.copyOf(running)) {
            if (attempt.left(now) > 0) {
                continue;
            }
            if (attempt.isGivenUp()) {
                settle(attempt);
            } else {
                attempt.giveUp(late(attempt.item()), now, setting.graceNanos());
            }
        }
    }

    private static String late(Item item) {
        String advice = item.check() instanceof Sustained
                ? ", and a sustained check wants a timeout longer than all its measurements"
                : "";
        return "No answer within " + item.timeout() + advice;
    }

    private void cancel() {
        cancelled = true;
        long now = setting.ticks();
        running.stream()
                .filter(attempt -> !attempt.isGivenUp())
                .forEach(attempt -> attempt.giveUp(CANCELLED, now, setting.graceNanos()));
        for (Iterator<Item> items = waiting.iterator(); items.hasNext(); ) {
            Item item = items.next();
            items.remove();
            ledger.add(item, notAsked(), setting.now(), Duration.ZERO);
        }
    }

    static Verdict notAsked() {
        return Verdict.error(CANCELLED + " before it was asked");
    }
}
