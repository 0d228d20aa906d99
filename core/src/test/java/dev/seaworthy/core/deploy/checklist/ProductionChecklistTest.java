package dev.seaworthy.core.deploy.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Sustained;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.core.deploy.checklist.report.ItemResult;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProductionChecklistTest {
    private static final Check FINE = () -> Verdict.passed("fine");
    private static final Check BROKEN = () -> Verdict.failed("broken");
    private static final Duration SHORT = Duration.ofMillis(100);

    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void letHungOnesGo() throws Exception {
        end.countDown();
        Condition.await("no thread of a checklist", () -> threads().isEmpty());
    }

    @Test
    void a_checklist_whose_items_hold_passes_with_their_evidence() {
        ProductionChecklist checklist = ProductionChecklist.builder()
                .title("ContentMax 1.4.2")
                .check(
                        "environment",
                        Phase.PRE_DEPLOYMENT,
                        () -> Verdict.passed("All are valid").with("variables", 31))
                .check("health", Phase.POST_DEPLOYMENT, FINE)
                .clock(() -> Instant.parse("2026-11-27T09:00:00Z"))
                .build();

        ChecklistReport report = checklist.run();

        assertThat(report.passed()).isTrue();
        assertThat(report.outcome()).isEqualTo(Outcome.CLEAR);
        assertThat(report.title()).isEqualTo("ContentMax 1.4.2");
        assertThat(report.at()).isEqualTo("2026-11-27T09:00:00Z");
        assertThat(report.results()).extracting(ItemResult::name).containsExactly("environment", "health");
        assertThat(report.result("environment").orElseThrow().verdict().figures())
                .containsExactly(Map.entry("variables", "31"));
    }

    @Test
    void items_of_one_phase_run_beside_each_other() {
        CyclicBarrier together = new CyclicBarrier(3);
        Check meets = () -> {
            together.await(30, TimeUnit.SECONDS);
            return Verdict.passed("met");
        };

        ChecklistReport report = ProductionChecklist.builder()
                .check("a", Phase.PRE_DEPLOYMENT, meets)
                .check("b", Phase.PRE_DEPLOYMENT, meets)
                .check("c", Phase.PRE_DEPLOYMENT, meets)
                .build()
                .run();

        assertThat(report.results())
                .extracting(result -> result.verdict().status())
                .containsOnly(Status.PASSED);
    }

    @Test
    void no_more_checks_run_at_once_than_there_are_threads() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier three = new CyclicBarrier(3);
        Check counted = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            three.await();
            running.decrementAndGet();
            return Verdict.passed("counted");
        };
        ProductionChecklist.Builder builder = ProductionChecklist.builder().threads(3);
        for (int i = 0; i < 21; i++) {
            builder.check("item " + i, Phase.DEPLOYMENT, counted);
        }

        assertThat(builder.build().run().passed()).isTrue();
        assertThat(most).hasValue(3);
    }

    @Test
    void phases_run_one_after_the_other_whatever_the_order_of_declaration() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());

        ChecklistReport report = ProductionChecklist.builder()
                .check("third", Phase.POST_DEPLOYMENT, noted(order, "third"))
                .check("first", Phase.PRE_DEPLOYMENT, noted(order, "first"))
                .check("second", Phase.DEPLOYMENT, noted(order, "second"))
                .build()
                .run();

        assertThat(order).containsExactly("first", "second", "third");
        assertThat(report.results()).extracting(ItemResult::name).containsExactly("first", "second", "third");
    }

    @Test
    void an_item_is_asked_when_those_before_it_hold() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());

        ProductionChecklist.builder()
                .add(Item.named("c").after("b", "a").check(noted(order, "c")))
                .add(Item.named("b").after("a").check(noted(order, "b")))
                .add(Item.named("a").check(noted(order, "a")))
                .build()
                .run();

        assertThat(order).containsExactly("a", "b", "c");
    }

    @Test
    void an_item_after_one_that_does_not_hold_is_skipped_and_so_is_the_one_after_that() {
        ChecklistReport report = ProductionChecklist.builder()
                .add(Item.named("backup").check(BROKEN))
                .add(Item.named("restore test").after("backup").check(FINE))
                .add(Item.named("restore report").after("restore test").check(FINE))
                .add(Item.named("other").check(FINE))
                .build()
                .run();

        assertThat(status(report, "restore test")).isEqualTo(Status.SKIPPED);
        assertThat(sentence(report, "restore test")).isEqualTo("Not run, as \"backup\" does not hold: FAILED");
        assertThat(sentence(report, "restore report")).isEqualTo("Not run, as \"restore test\" does not hold: SKIPPED");
        assertThat(status(report, "other")).isEqualTo(Status.PASSED);
        assertThat(report.blockedBy()).containsExactly("backup");
    }

    @Test
    void an_item_after_one_that_warned_is_asked() {
        ChecklistReport report = ProductionChecklist.builder()
                .add(Item.named("a").check(() -> Verdict.warned("look")))
                .add(Item.named("b").after("a").check(FINE))
                .build()
                .run();

        assertThat(status(report, "b")).isEqualTo(Status.PASSED);
    }

    @Test
    void later_phases_are_skipped_when_one_is_blocked() {
        ChecklistReport report = ProductionChecklist.builder()
                .check("environment", Phase.PRE_DEPLOYMENT, BROKEN)
                .check("dns", Phase.PRE_DEPLOYMENT, FINE)
                .check("health", Phase.DEPLOYMENT, FINE)
                .check("metrics", Phase.POST_DEPLOYMENT, FINE)
                .build()
                .run();

        assertThat(report.blocked()).isTrue();
        assertThat(status(report, "dns")).isEqualTo(Status.PASSED);
        assertThat(sentence(report, "health")).isEqualTo("Not run, as an earlier phase is blocked by \"environment\"");
        assertThat(status(report, "metrics")).isEqualTo(Status.SKIPPED);
    }

    @Test
    void later_phases_are_run_all_the_same_when_asked_for_and_the_outcome_stays() {
        ChecklistReport report = ProductionChecklist.builder()
                .check("environment", Phase.PRE_DEPLOYMENT, BROKEN)
                .check("health", Phase.DEPLOYMENT, FINE)
                .build()
                .run(RunOptions.all().evenWhenBlocked());

        assertThat(status(report, "health")).isEqualTo(Status.PASSED);
        assertThat(report.blocked()).isTrue();
    }

    @Test
    void an_advisory_item_and_a_dry_run_keep_no_phase_from_running() {
        ChecklistReport report = ProductionChecklist.builder()
                .add(Item.named("old").advisory().check(BROKEN))
                .add(Item.named("new").dryRun().check(() -> {
                    throw new IOException("no");
                }))
                .check("health", Phase.DEPLOYMENT, FINE)
                .build()
                .run();

        assertThat(status(report, "health")).isEqualTo(Status.PASSED);
        assertThat(report.outcome()).isEqualTo(Outcome.ATTENTION);
    }

    @Test
    void one_phase_is_run_alone_and_what_it_is_after_is_taken_to_hold() {
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("environment", Phase.PRE_DEPLOYMENT, BROKEN)
                .add(Item.named("health")
                        .in(Phase.DEPLOYMENT)
                        .after("environment")
                        .check(FINE))
                .build();

        ChecklistReport report = checklist.run(Phase.DEPLOYMENT);

        assertThat(report.results()).extracting(ItemResult::name).containsExactly("health");
        assertThat(report.passed()).isTrue();
    }

    @Test
    void a_run_that_would_ask_nothing_is_refused() {
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("environment", Phase.PRE_DEPLOYMENT, FINE)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> checklist.run(Phase.POST_DEPLOYMENT))
                .withMessage(
                        "Production checklist: it has no item of the phase post-deployment, and would pass whatever"
                                + " happens");
    }

    @Test
    void a_sustained_check_that_is_cut_off_is_told_to_want_more_time() {
        ChecklistReport report = ProductionChecklist.builder()
                .add(Item.named("bake")
                        .timeout(SHORT)
                        .check(Sustained.of(FINE).count(9).build()))
                .build()
                .run();

        assertThat(sentence(report, "bake"))
                .isEqualTo("No answer within PT0.1S, and a sustained check wants a timeout longer than all its"
                        + " measurements: interrupted");
    }

    @Test
    void a_phase_goes_on_from_an_earlier_report() {
        AtomicInteger asked = new AtomicInteger();
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("environment", Phase.PRE_DEPLOYMENT, noted(asked))
                .add(Item.named("health")
                        .in(Phase.DEPLOYMENT)
                        .after("environment")
                        .check(FINE))
                .build();

        ChecklistReport before = checklist.run(Phase.PRE_DEPLOYMENT);
        ChecklistReport after = checklist.run(RunOptions.of(Phase.DEPLOYMENT).after(before));

        assertThat(after.results()).extracting(ItemResult::name).containsExactly("environment", "health");
        assertThat(after.passed()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_phase_is_skipped_if_the_earlier_report_blocks() {
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("environment", Phase.PRE_DEPLOYMENT, BROKEN)
                .check("health", Phase.DEPLOYMENT, FINE)
                .build();

        ChecklistReport before = checklist.run(Phase.PRE_DEPLOYMENT);
        ChecklistReport after = checklist.run(RunOptions.of(Phase.DEPLOYMENT).after(before));

        assertThat(after.blocked()).isTrue();
        assertThat(status(after, "health")).isEqualTo(Status.SKIPPED);
    }

    @Test
    void a_phase_that_is_run_again_forgets_what_it_found_before() {
        AtomicReference<Verdict> backup = new AtomicReference<>(Verdict.failed("none"));
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("backup", Phase.PRE_DEPLOYMENT, backup::get)
                .add(Item.named("restore").after("backup").check(FINE))
                .build();
        ChecklistReport before = checklist.run();
        backup.set(Verdict.passed("there"));

        ChecklistReport again =
                checklist.run(RunOptions.of(Phase.PRE_DEPLOYMENT).after(before));

        assertThat(again.results())
                .hasSize(2)
                .extracting(result -> result.verdict().status())
                .containsOnly(Status.PASSED);
    }

    @Test
    void a_check_that_throws_could_not_be_asked_and_the_others_could() {
        ChecklistReport report = ProductionChecklist.builder()
                .check("exception", Phase.PRE_DEPLOYMENT, () -> {
                    throw new IOException("connection refused\nmore, token=abc");
                })
                .check("error", Phase.PRE_DEPLOYMENT, () -> {
                    throw new AssertionError("no");
                })
                .check("overflow", Phase.PRE_DEPLOYMENT, ProductionChecklistTest::overflow)
                .check("null", Phase.PRE_DEPLOYMENT, () -> null)
                .check("hostile", Phase.PRE_DEPLOYMENT, () -> {
                    throw new Hostile();
                })
                .check("fine", Phase.PRE_DEPLOYMENT, FINE)
                .build()
                .run();

        assertThat(sentence(report, "exception")).isEqualTo("Threw java.io.IOException: connection refused");
        assertThat(sentence(report, "error")).isEqualTo("Threw java.lang.AssertionError: no");
        assertThat(sentence(report, "overflow")).isEqualTo("Threw java.lang.StackOverflowError");
        assertThat(sentence(report, "null")).isEqualTo("The check answered nothing (null)");
        assertThat(sentence(report, "hostile")).isEqualTo("Threw " + Hostile.class.getName());
        assertThat(report.results())
                .filteredOn(result -> !result.name().equals("fine"))
                .extracting(result -> result.verdict().status())
                .containsOnly(Status.ERROR);
        assertThat(status(report, "fine")).isEqualTo(Status.PASSED);
    }

    @Test
    void a_check_that_takes_too_long_is_interrupted_and_is_an_error_alone() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();

        ChecklistReport report = ProductionChecklist.builder()
                .add(Item.named("hung").timeout(SHORT).check(() -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        thrown.set(e);
                        throw e;
                    }
                    return Verdict.passed("late");
                }))
                .check("fine", Phase.PRE_DEPLOYMENT, FINE)
                .build()
                .run();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(status(report, "hung")).isEqualTo(Status.ERROR);
        assertThat(sentence(report, "hung")).isEqualTo("No answer within PT0.1S: interrupted");
        assertThat(report.result("hung").orElseThrow().took()).isBetween(SHORT, Duration.ofSeconds(20));
        assertThat(status(report, "fine")).isEqualTo(Status.PASSED);
    }

    @Test
    void an_answer_that_comes_after_the_timeout_does_not_count() {
        ChecklistReport report = ProductionChecklist.builder()
                .add(Item.named("late").timeout(SHORT).check(() -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        // answers all the same
                    }
                    return Verdict.passed("late");
                }))
                .build()
                .run();

        assertThat(status(report, "late")).isEqualTo(Status.ERROR);
    }

    @Test
    void a_check_that_ignores_its_interrupt_keeps_its_thread_alone_and_the_report_names_it() {
        ChecklistReport report = ProductionChecklist.builder()
                .threads(1)
                .grace(SHORT)
                .add(Item.named("deaf").timeout(SHORT).check(this::ignoresInterrupts))
                .check("fine", Phase.PRE_DEPLOYMENT, FINE)
                .build()
                .run();

        Verdict deaf = report.result("deaf").orElseThrow().verdict();
        assertThat(deaf.status()).isEqualTo(Status.ERROR);
        String thread = deaf.figures().get("thread");
        assertThat(deaf.sentence())
                .isEqualTo("No answer within PT0.1S: interrupted, but still running in thread " + thread);
        assertThat(threads()).extracting(Thread::getName).containsExactly(thread);
        assertThat(threads()).allMatch(Thread::isDaemon);
        assertThat(status(report, "fine")).isEqualTo(Status.PASSED);
    }

    @Test
    void the_time_of_an_item_begins_when_it_is_asked_and_not_while_it_waits_its_turn() {
        AtomicLong ticks = new AtomicLong();
        Check slow = () -> {
            ticks.addAndGet(Duration.ofSeconds(20).toNanos());
            return Verdict.passed("slow");
        };
        ProductionChecklist.Builder builder =
                ProductionChecklist.builder().threads(1).ticker(ticks::get);
        for (int i = 0; i < 4; i++) {
            builder.check("item " + i, Phase.DEPLOYMENT, slow);
        }

        ChecklistReport report = builder.build().run();

        assertThat(report.passed()).isTrue();
        assertThat(report.results()).extracting(ItemResult::took).containsOnly(Duration.ofSeconds(20));
        assertThat(report.took()).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void an_interrupt_of_the_caller_cancels_the_run_and_is_kept() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        AtomicInteger asked = new AtomicInteger();
        ProductionChecklist checklist = ProductionChecklist.builder()
                .threads(2)
                .grace(SHORT)
                .add(Item.named("waits").check(() -> {
                    begun.countDown();
                    end.await();
                    return Verdict.passed("late");
                }))
                .add(Item.named("deaf").check(() -> {
                    begun.countDown();
                    return ignoresInterrupts();
                }))
                .add(Item.named("queued").check(noted(asked)))
                .check("later", Phase.DEPLOYMENT, noted(asked))
                .build();
        AtomicReference<Thread> caller = new AtomicReference<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        CompletableFuture<ChecklistReport> run = Aside.call(() -> {
            caller.set(Thread.currentThread());
            ChecklistReport report = checklist.run();
            interrupted.complete(Thread.interrupted());
            return report;
        });
        begun.await();
        caller.get().interrupt();
        ChecklistReport report = run.get(30, TimeUnit.SECONDS);

        assertThat(interrupted.get()).isTrue();
        assertThat(report.results())
                .extracting(result -> result.verdict().status())
                .containsOnly(Status.ERROR);
        assertThat(sentence(report, "waits")).isEqualTo("The run was cancelled: interrupted");
        assertThat(sentence(report, "deaf")).startsWith("The run was cancelled: interrupted, but still running in");
        assertThat(sentence(report, "queued")).isEqualTo("The run was cancelled before it was asked");
        assertThat(sentence(report, "later")).isEqualTo("The run was cancelled before it was asked");
        assertThat(report.blocked()).isTrue();
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_caller_that_is_interrupted_already_asks_nothing() {
        AtomicInteger asked = new AtomicInteger();
        Thread.currentThread().interrupt();

        ChecklistReport report = ProductionChecklist.builder()
                .check("a", Phase.PRE_DEPLOYMENT, noted(asked))
                .build()
                .run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.blocked()).isTrue();
        assertThat(asked).hasValue(0);
    }

    @Test
    void each_result_is_told_once_and_a_listener_that_throws_is_borne() {
        List<String> told = new ArrayList<>();

        ChecklistReport report = ProductionChecklist.builder()
                .check("a", Phase.PRE_DEPLOYMENT, BROKEN)
                .add(Item.named("b").after("a").check(FINE))
                .add(Item.named("c").confirmedBy("owner"))
                .check("d", Phase.DEPLOYMENT, FINE)
                .onResult(result -> {
                    told.add(result.name());
                    throw new IllegalStateException("listener");
                })
                .build()
                .run();

        assertThat(told).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(report.results()).hasSize(4);
    }

    @Test
    void a_checklist_is_run_again() {
        AtomicInteger asked = new AtomicInteger();
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("a", Phase.PRE_DEPLOYMENT, noted(asked))
                .build();

        checklist.run();
        checklist.run();

        assertThat(asked).hasValue(2);
    }

    @Test
    void what_a_person_confirms_blocks_until_it_is_confirmed() {
        ProductionChecklist checklist = audited(Instant.parse("2026-11-27T09:00:00Z"));

        ChecklistReport pending = checklist.run();
        ChecklistReport confirmed = checklist.run(RunOptions.all()
                .confirmations(Confirmations.none()
                        .with("security audit", "Ada Lovelace", Instant.parse("2026-11-20T10:00:00Z"))));

        assertThat(pending.blockedBy()).containsExactly("security audit");
        assertThat(status(pending, "security audit")).isEqualTo(Status.INCONCLUSIVE);
        assertThat(sentence(pending, "security audit"))
                .isEqualTo("Not confirmed yet: wants the name of the security lead and the date");
        assertThat(confirmed.passed()).isTrue();
        assertThat(sentence(confirmed, "security audit")).isEqualTo("Confirmed by Ada Lovelace (security lead)");
        assertThat(confirmed.result("security audit").orElseThrow().verdict().figures())
                .containsEntry("confirmed by", "Ada Lovelace")
                .containsEntry("confirmed at", "2026-11-20T10:00:00Z");
    }

    @Test
    void a_confirmation_that_is_too_old_or_of_a_time_to_come_does_not_count() {
        Instant confirmed = Instant.parse("2026-08-01T09:00:00Z");
        RunOptions options =
                RunOptions.all().confirmations(Confirmations.none().with("security audit", "Ada Lovelace", confirmed));

        assertThat(audited(confirmed.plus(Duration.ofDays(90))).run(options).passed())
                .isTrue();
        ChecklistReport old =
                audited(confirmed.plus(Duration.ofDays(90)).plusSeconds(1)).run(options);
        ChecklistReport early = audited(confirmed.minusSeconds(61)).run(options);

        assertThat(sentence(old, "security audit"))
                .isEqualTo("The confirmation is older than PT2160H: ask the security lead again");
        assertThat(status(early, "security audit")).isEqualTo(Status.INCONCLUSIVE);
        assertThat(audited(confirmed.minusSeconds(60)).run(options).passed()).isTrue();
    }

    @Test
    void a_confirmation_of_what_is_not_there_or_not_manual_is_refused() {
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("health", Phase.PRE_DEPLOYMENT, FINE)
                .build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> checklist.run(RunOptions.all()
                        .confirmations(Confirmations.none()
                                .with("helth", "Ada", Instant.EPOCH)
                                .with("health", "Ada", Instant.EPOCH))))
                .withMessageContainingAll(
                        "\"helth\" is not in the checklist", "\"health\" is asked by a check, and not to be confirmed");
    }

    private static ProductionChecklist audited(Instant now) {
        return ProductionChecklist.builder()
                .add(Item.named("security audit").confirmedBy("security lead", Duration.ofDays(90)))
                .clock(() -> now)
                .build();
    }

    private Verdict ignoresInterrupts() {
        boolean over = false;
        while (!over) {
            try {
                over = end.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                // on and on
            }
        }
        return Verdict.passed("at last");
    }

    private static Check noted(List<String> order, String name) {
        return () -> {
            order.add(name);
            return Verdict.passed(name);
        };
    }

    private static Check noted(AtomicInteger asked) {
        return () -> Verdict.passed("asked " + asked.incrementAndGet());
    }

    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private static Verdict overflow() {
        return overflow();
    }

    private static Status status(ChecklistReport report, String item) {
        return report.result(item).orElseThrow().verdict().status();
    }

    private static String sentence(ChecklistReport report, String item) {
        return report.result(item).orElseThrow().verdict().sentence();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seaworthy-checklist-"))
                .toList();
    }

    /** Even asking it what went wrong goes wrong. */
    private static final class Hostile extends Exception {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no trace");
        }
    }
}
