package dev.seaworthy.core.deploy.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationTest {
    private static final Check FINE = () -> Verdict.passed("fine");

    @Test
    void an_item_has_these_defaults() {
        Item item = Item.named("health").check(FINE);

        assertThat(item.phase()).isEqualTo(Phase.PRE_DEPLOYMENT);
        assertThat(item.severity()).isEqualTo(Severity.BLOCKING);
        assertThat(item.timeout()).isEqualTo(Item.DEFAULT_TIMEOUT).isEqualTo(Duration.ofSeconds(30));
        assertThat(item.after()).isEmpty();
        assertThat(item.isManual()).isFalse();
        assertThat(item).hasToString("health (Pre-deployment)");
        assertThat(ProductionChecklist.DEFAULT_THREADS).isEqualTo(8);
        assertThat(ProductionChecklist.GRACE).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void all_that_is_wrong_with_a_checklist_is_told_at_once() {
        ProductionChecklist.Builder builder = ProductionChecklist.builder()
                .title(" ")
                .threads(0)
                .check("twice", Phase.DEPLOYMENT, FINE)
                .check("twice", Phase.DEPLOYMENT, FINE)
                .add(Item.named("lost").after("nowhere").check(FINE))
                .add(Item.named("early").after("twice").check(FINE))
                .add(Item.named("hint").advisory().check(FINE))
                .add(Item.named("strict").after("hint").check(FINE))
                .add(Item.named("a").after("c").check(FINE))
                .add(Item.named("b").after("a").check(FINE))
                .add(Item.named("c").after("b").check(FINE))
                .add(Item.named("self").after("self").check(FINE));

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("Production checklist: the title must be 1 to 100 printable characters on one line, not "
                        + "blank; threads must be 1 to 64: 0; \"twice\" is there twice: rename one; \"lost\" is after "
                        + "\"nowhere\", which is not in the checklist; \"early\" is after \"twice\", which is of a "
                        + "later phase; \"strict\" is after \"hint\", which weighs less and would decide for it; a "
                        + "circle: \"a\" after \"c\" after \"b\" after \"a\"; a circle: \"self\" after \"self\"");
    }

    @Test
    void a_checklist_without_an_item_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProductionChecklist.builder().build())
                .withMessageContaining("it has no item, and would pass whatever happens");
    }

    @Test
    void two_ways_to_one_item_are_no_circle() {
        assertThatNoException()
                .isThrownBy(() -> ProductionChecklist.builder()
                        .add(Item.named("d").after("b", "c", "b").check(FINE))
                        .add(Item.named("b").after("a").check(FINE))
                        .add(Item.named("c").after("a").check(FINE))
                        .add(Item.named("a").check(FINE))
                        .build());
    }

    @Test
    void an_item_may_be_after_one_that_weighs_as_much_or_more() {
        assertThatNoException()
                .isThrownBy(() -> ProductionChecklist.builder()
                        .add(Item.named("a").check(FINE))
                        .add(Item.named("b").advisory().after("a").check(FINE))
                        .add(Item.named("c").dryRun().after("a", "b").check(FINE))
                        .build());
    }

    @Test
    void all_that_is_wrong_with_an_item_is_told_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Item.named("").timeout(Duration.ZERO).confirmedBy("\u001B[31mlead", Duration.ofDays(-1)))
                .withMessageContainingAll(
                        "the role must be",
                        "a confirmation must be good for some time: PT-24H",
                        "the name must be",
                        "the timeout must be positive, and 7 days at most: PT0S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u001B[2Jb", "a\u202Eb", "a\u009Bb", " ", "a\u2028b", "\uD800"})
    void a_name_that_could_steer_a_terminal_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Item.named(name).check(FINE));
    }

    @Test
    void a_name_of_more_than_a_hundred_characters_is_refused() {
        assertThatNoException().isThrownBy(() -> Item.named("x".repeat(100)).check(FINE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Item.named("x".repeat(101)).check(FINE));
    }
}
