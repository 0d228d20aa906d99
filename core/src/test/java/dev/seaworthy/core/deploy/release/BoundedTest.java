package dev.seaworthy.core.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.OpenJournal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedTest {
    @Test
    void what_the_journal_takes_to_answer_is_of_the_time_of_the_work() {
        SlowJournal journal = new SlowJournal();
        Bounded bounded = new Bounded("seaworthy-release-slow", Duration.ofMillis(300), Duration.ofSeconds(5));

        assertThatThrownBy(() -> bounded.of(BoundedTest::hang, new Hold("contentmax", journal, Duration.ofMillis(10))))
                .isInstanceOf(Bounded.HungException.class)
                .hasMessage("did not end within PT0.3S");

        assertThat(journal.asked).isBetween(1, 3);
    }

    private static boolean hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return true;
    }

    /** One whose server answers after 100 milliseconds. */
    private static final class SlowJournal implements OpenJournal {
        private int asked;

        @Override
        public List<JournalEntry> entries() {
            return List.of();
        }

        @Override
        public void append(JournalEntry entry) {
            throw new IllegalStateException("nothing is written here");
        }

        @Override
        public boolean isHeld() {
            asked++;
            try {
                return !new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {}
    }
}
