package dev.seaworthy.core.deploy.release.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal does. */
abstract class JournalContract {
    abstract Journal journal();

    static JournalEntry entry(String version, JournalEvent event, Map<String, String> details) {
        return new JournalEntry(Instant.parse("2026-01-02T03:04:05.123456Z"), version, event, "a \"step\" é", details);
    }

    private void append(JournalEntry... entries) {
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            for (JournalEntry entry : entries) {
                open.append(entry);
            }
        }
    }

    @Test
    void gives_what_was_written_in_its_order() {
        JournalEntry begun = entry("42", JournalEvent.BEGUN, Map.of("steps", "a\nb\t\u0001"));
        JournalEntry noted = entry("42", JournalEvent.NOTED, Map.of());
        append(begun);
        append(noted);

        assertThat(journal().read("contentmax")).containsExactly(begun, noted);
        assertThat(journal().read("other")).isEmpty();
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            assertThat(open.entries()).containsExactly(begun, noted);
        }
    }

    @Test
    void one_holds_the_journal_of_a_release_at_a_time() {
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            open.append(entry("42", JournalEvent.BEGUN, Map.of()));

            assertThat(journal().open("contentmax")).isEmpty();
            assertThat(journal().read("contentmax")).hasSize(1);
            Optional<OpenJournal> other = journal().open("other");
            assertThat(other).isPresent();
            other.get().close();
        }
        journal().open("contentmax").orElseThrow().close();
    }

    @Test
    void who_has_it_is_told_so_as_often_as_asked() {
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            assertThat(open.isHeld()).isTrue();
            open.append(entry("42", JournalEvent.BEGUN, Map.of()));

            assertThat(open.isHeld()).isTrue();
            open.append(entry("42", JournalEvent.ENDED, Map.of("status", "RELEASED")));
        }
        assertThat(journal().read("contentmax")).hasSize(2);
    }

    @Test
    void who_has_closed_it_writes_no_more() {
        OpenJournal open = journal().open("contentmax").orElseThrow();
        open.close();

        assertThatThrownBy(() -> open.append(entry("42", JournalEvent.BEGUN, Map.of())))
                .isInstanceOf(JournalException.class);
        assertThat(journal().read("contentmax")).isEmpty();
    }

    @Test
    void what_came_before_the_last_good_end_matters_no_more() {
        append(
                entry("41", JournalEvent.BEGUN, Map.of()),
                entry("41", JournalEvent.ENDED, Map.of("status", "RELEASED")),
                entry("42", JournalEvent.BEGUN, Map.of()),
                entry("42", JournalEvent.ENDED, Map.of("status", "RELEASED")),
                entry("43", JournalEvent.BEGUN, Map.of()),
                entry("43", JournalEvent.ENDED, Map.of("status", "ROLLED_BACK")));

        assertThat(journal().read("contentmax"))
                .extracting(JournalEntry::version)
                .containsExactly("42", "42", "43", "43");
    }

    @Test
    void an_entry_as_long_as_it_may_be_is_read_again_whatever_json_makes_of_it() {
        String longest = "\u0001".repeat(JournalEntry.MOST_CHARACTERS - 30);
        JournalEntry entry = entry("42", JournalEvent.SETTLED, Map.of("how", longest));
        append(entry, entry);

        assertThat(journal().read("contentmax")).containsExactly(entry, entry);
        assertThatThrownBy(() -> entry("42", JournalEvent.SETTLED, Map.of("how", longest + "x".repeat(30))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an entry SETTLED of 40021 characters is too long for a journal: keep its texts to 40000"
                        + " together");
    }
}
