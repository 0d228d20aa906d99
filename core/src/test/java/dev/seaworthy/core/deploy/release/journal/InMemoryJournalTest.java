package dev.seaworthy.core.deploy.release.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.testing.InMemoryJournal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryJournalTest extends JournalContract {
    private final InMemoryJournal journal = new InMemoryJournal();

    @Override
    Journal journal() {
        return journal;
    }

    @Test
    void fails_when_it_is_told_to() {
        journal.failAfter(1);
        try (OpenJournal open = journal.open("contentmax").orElseThrow()) {
            open.append(entry("42", JournalEvent.BEGUN, Map.of()));
            assertThatThrownBy(() -> open.append(entry("42", JournalEvent.NOTED, Map.of())))
                    .isInstanceOf(JournalException.class);
            journal.recover();
            open.append(entry("42", JournalEvent.ENDED, Map.of("status", "HALTED")));
        }
        assertThat(journal.read("contentmax")).hasSize(2);
    }
}
