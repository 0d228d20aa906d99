package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.objects.Actor.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schedules by which garbage collection without one of its rules would lose something, each played with what
 * happens in its midst at each request in turn.
 */
@Timeout(120)
class SchedulesTest {
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration WITHIN_THE_TIMEOUT = Duration.ofMinutes(50);
    private static final Duration PAST_THE_GRACE = SharedStore.GRACE.plusMinutes(1);

    /** What happens; the number of requests is that which an actor has made when others come in between. */
    private enum Schedule {
        A_RUN_REFERS_TO_WHAT_IS_CONDEMNED_MEANWHILE {
            @Override
            boolean play(Stage stage, int requests) {
                return aRunIsHeldUp(stage, requests, Duration.ZERO);
            }
        },
        A_RUN_REFERS_TO_WHAT_WAS_CONDEMNED_A_WHILE_AGO {
            @Override
            boolean play(Stage stage, int requests) {
                return aRunIsHeldUp(stage, requests, WITHIN_THE_TIMEOUT);
            }
        },
        A_RUN_TAKES_TOO_LONG {
            @Override
            boolean play(Stage stage, int requests) {
                return aRunIsHeldUp(stage, requests, PAST_THE_GRACE, PAST_THE_GRACE);
            }
        },
        A_RUN_MEETS_A_DELETION {
            @Override
            boolean play(Stage stage, int requests) {
                stage.condemnWhatANeedsAndReferToItAgain();
                stage.pass(PAST_THE_GRACE.minus(WITHIN_THE_TIMEOUT));
                Actor run = stage.begin("a");
                boolean reached = stage.step(run, requests);
                stage.run("c");
                stage.pass(WITHIN_THE_TIMEOUT);
                stage.prune(1);
                stage.end(run);
                return reached;
            }
        },
        A_DELETION_MEETS_A_RUN {
            @Override
            boolean play(Stage stage, int requests) {
                stage.condemnWhatANeedsAndReferToItAgain();
                stage.pass(PAST_THE_GRACE.minus(WITHIN_THE_TIMEOUT));
                Actor run = stage.begin("a");
                stage.stepUntil(run, "list bucket/b/condemned/");
                stage.run("c");
                stage.pass(WITHIN_THE_TIMEOUT);
                Actor prune = stage.beginPrune(1);
                boolean reached = stage.step(prune, requests);
                stage.stepUntil(run, "commit");
                stage.end(prune);
                stage.end(run);
                return reached;
            }
        },
        A_PRUNE_IS_HELD_UP {
            @Override
            boolean play(Stage stage, int requests) {
                stage.makeTwoSnapshots();
                Actor run = stage.begin("a");
                stage.stepUntil(run, "commit bucket/b/segments/");
                stage.prune(1);
                Actor prune = stage.beginPrune(1);
                boolean reached = stage.step(prune, requests);
                stage.end(run);
                stage.pass(PAST_THE_GRACE);
                stage.end(prune);
                return reached;
            }
        },
        A_PRUNE_HAS_SEEN_WHAT_ANOTHER_DELETES_LATER {
            @Override
            boolean play(Stage stage, int requests) {
                stage.condemnWhatANeedsAndReferToItAgain();
                stage.pass(PAST_THE_GRACE.minus(SOON));
                Actor run = stage.begin("a");
                stage.stepUntil(run, "list bucket/b/condemned/");
                stage.pass(SOON);
                Actor slow = stage.beginPrune(2);
                boolean reached = stage.step(slow, requests);
                stage.run("c");
                Actor prune = stage.beginPrune(1);
                stage.stepUntil(prune, "delete bucket/b/data/");
                stage.end(slow);
                stage.stepUntil(run, "commit");
                stage.end(prune);
                stage.end(run);
                return reached;
            }
        },
        A_RUN_GOES_ON_WITH_AN_UNFINISHED_ONE {
            @Override
            boolean play(Stage stage, int requests) {
                stage.run("a");
                stage.pass(SOON);
                Actor killed = stage.begin("u");
                stage.stepUntil(killed, SharedStore.PUBLISH);
                killed.step(Outcome.KILLED);
                stage.pass(PAST_THE_GRACE);
                Actor run = stage.begin("u");
                boolean reached = stage.step(run, requests);
                stage.run("b");
                stage.prune(2);
                stage.pass(WITHIN_THE_TIMEOUT);
                stage.prune(2);
                stage.end(run);
                stage.pass(PAST_THE_GRACE);
                stage.prune(3);
                return reached;
            }
        };

        /** Whether the actor made so many requests. */
        abstract boolean play(Stage stage, int requests);

        private static boolean aRunIsHeldUp(Stage stage, int requests, Duration... pauses) {
            stage.makeTwoSnapshots();
            Actor run = stage.begin("a");
            boolean reached = stage.step(run, requests);
            stage.prune(1);
            for (Duration pause : pauses) {
                stage.pass(pause);
                stage.run("c");
                stage.prune(1);
            }
            stage.end(run);
            stage.pass(PAST_THE_GRACE);
            stage.prune(3);
            return reached;
        }
    }

    /** One play: who acts, and the first promise that was broken when somebody had ended. */
    private static final class Stage {
        private final SharedStore store;
        private final Random random = new Random(1);
        private Optional<String> broken = Optional.empty();

        Stage(Flaw flaw) {
            store = new SharedStore(flaw);
        }

        void pass(Duration time) {
            store.pass(time);
        }

        Actor begin(String word) {
            return store.start(store.run(List.of(word), Duration.ZERO, random));
        }

        void run(String word) {
            store.perform(store.run(List.of(word), Duration.ZERO, random));
            look();
        }

        Actor beginPrune(int keep) {
            return store.start(store.prune(keep, Duration.ZERO, random));
        }

        void prune(int keep) {
            store.perform(store.prune(keep, Duration.ZERO, random));
            look();
        }

        void end(Actor actor) {
            while (!actor.isEnded()) {
                actor.step(Outcome.DONE);
            }
            assertThat(actor.failure()).isNull();
            look();
        }

        private void look() {
            broken = broken.or(store::missing);
        }

        /** Whether it has not ended before. */
        boolean step(Actor actor, int requests) {
            for (int request = 0; request < requests; request++) {
                actor.step(Outcome.DONE);
            }
            return !actor.isEnded();
        }

        void stepUntil(Actor actor, String request) {
            while (!actor.isEnded() && !actor.request().startsWith(request)) {
                actor.step(Outcome.DONE);
            }
        }

        void makeTwoSnapshots() {
            run("a");
            pass(SOON);
            run("b");
            pass(PAST_THE_GRACE);
        }

        /** By a run that found it before, and ends after. */
        void condemnWhatANeedsAndReferToItAgain() {
            makeTwoSnapshots();
            Actor run = begin("a");
            stepUntil(run, "commit bucket/b/segments/");
            prune(1);
            end(run);
        }
    }

    /** The first promise that is broken, whenever the others come in between; each is played to its end. */
    private static Optional<String> broken(Schedule schedule, Flaw flaw) {
        Optional<String> broken = Optional.empty();
        boolean reached = true;
        for (int requests = 0; reached && broken.isEmpty(); requests++) {
            Stage stage = new Stage(flaw);
            reached = schedule.play(stage, requests);
            String moment = "after " + requests + " requests: ";
            broken = stage.broken.map(missing -> moment + missing);
        }
        return broken;
    }

    @ParameterizedTest
    @EnumSource
    void no_snapshot_lacks_anything(Schedule schedule) {
        assertThat(broken(schedule, Flaw.NONE)).isEmpty();
    }

    static List<Arguments> flaws() {
        return List.of(
                Arguments.of(Flaw.HEEDS_NO_MARK, Schedule.A_RUN_MEETS_A_DELETION),
                Arguments.of(Flaw.READS_MARKS_LAST, Schedule.A_RUN_MEETS_A_DELETION),
                Arguments.of(Flaw.HEEDS_NO_TIMEOUT, Schedule.A_RUN_TAKES_TOO_LONG),
                Arguments.of(Flaw.HEEDS_NO_GRACE, Schedule.A_RUN_REFERS_TO_WHAT_IS_CONDEMNED_MEANWHILE),
                Arguments.of(Flaw.DELETES_MARKS_FIRST, Schedule.A_DELETION_MEETS_A_RUN));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void a_flaw_is_found(Flaw flaw, Schedule schedule) {
        assertThat(broken(schedule, flaw)).isPresent();
    }
}
