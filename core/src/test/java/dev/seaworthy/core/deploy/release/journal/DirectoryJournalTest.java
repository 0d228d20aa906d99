package dev.seaworthy.core.deploy.release.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryJournalTest extends JournalContract {
    @TempDir
    private Path folder;

    @Override
    Journal journal() {
        return Journal.directory(folder.resolve("releases"));
    }

    private Path file() {
        return folder.resolve("releases/contentmax.jsonl");
    }

    private void append(JournalEvent event) {
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            open.append(entry("42", event, Map.of()));
        }
    }

    @Test
    void is_lines_of_json() throws Exception {
        append(JournalEvent.BEGUN);

        assertThat(file())
                .hasContent("{\"at\":\"2026-01-02T03:04:05.123456Z\",\"version\":\"42\",\"event\":\"BEGUN\","
                        + "\"step\":\"a \\\"step\\\" é\",\"details\":{}}\n");
    }

    @Test
    void a_last_line_torn_anywhere_is_not_there_and_the_next_one_stands_in_its_place() throws Exception {
        append(JournalEvent.BEGUN);
        append(JournalEvent.RESUMED);
        byte[] whole = Files.readAllBytes(file());
        int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int length = second + 1; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));

            assertThat(journal().read("contentmax"))
                    .extracting(JournalEntry::event)
                    .containsExactly(JournalEvent.BEGUN);
            append(JournalEvent.SETTLED);
            assertThat(journal().read("contentmax"))
                    .extracting(JournalEntry::event)
                    .containsExactly(JournalEvent.BEGUN, JournalEvent.SETTLED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\0\0\0\n", "\0\0\0\0", "{\"at\":\0\0\0\n"})
    void a_last_line_that_a_crash_left_empty_is_not_there(String garbage) throws Exception {
        append(JournalEvent.BEGUN);
        Files.writeString(file(), garbage, StandardOpenOption.APPEND);

        append(JournalEvent.RESUMED);

        assertThat(journal().read("contentmax"))
                .extracting(JournalEntry::event)
                .containsExactly(JournalEvent.BEGUN, JournalEvent.RESUMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "{}\n",
                "{\"at\":\"yesterday\"}\n",
                "{\"at\":\"2026-01-02T03:04:05Z\",\"version\":\"42\",\"event\":\"PAUSED\",\"step\":\"\","
                        + "\"details\":{}}\n"
            })
    void a_whole_last_line_that_this_version_cannot_read_is_refused_and_stays(String line) throws Exception {
        append(JournalEvent.BEGUN);
        Files.writeString(file(), line, StandardOpenOption.APPEND);

        assertThatThrownBy(() -> journal().open("contentmax"))
                .isInstanceOf(JournalException.class)
                .hasMessage("line 2 of " + file() + " is damaged, or a newer version wrote it: use that version, or put"
                        + " the file aside and see by hand how far the release is");
        assertThatThrownBy(() -> journal().read("contentmax")).isInstanceOf(JournalException.class);
        assertThat(Files.readString(file())).endsWith(line);
    }

    @Test
    void damage_before_the_last_line_is_told() throws Exception {
        append(JournalEvent.BEGUN);
        Files.writeString(file(), "{}\n", StandardOpenOption.APPEND);
        Files.writeString(file(), Files.readAllLines(file()).get(0) + "\n", StandardOpenOption.APPEND);

        assertThatThrownBy(() -> journal().open("contentmax"))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("line 2 of " + file() + " is damaged");
        assertThatThrownBy(() -> journal().read("contentmax")).isInstanceOf(JournalException.class);
        Files.delete(file());
        journal().open("contentmax").orElseThrow().close();
    }

    @Test
    void a_file_that_is_no_journal_is_not_read_to_its_end() throws Exception {
        Files.createDirectories(file().getParent());
        Files.write(file(), new byte[JournalFile.MOST_BYTES + 2]);

        assertThatThrownBy(() -> journal().read("contentmax")).hasMessageEndingWith("it is no journal");
    }

    @Test
    void a_name_that_leads_out_of_the_directory_is_refused() {
        assertThatThrownBy(() -> journal().open("../contentmax")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> journal().read("a/b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_attempt_that_is_refused_does_not_let_another_process_in() throws Exception {
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            assertThat(journal().open("contentmax")).isEmpty();

            assertThat(isRefusedElsewhere()).isTrue();
            open.append(entry("42", JournalEvent.BEGUN, Map.of()));
        }
        assertThat(isRefusedElsewhere()).isFalse();
        journal().open("contentmax").orElseThrow().close();
    }

    @Test
    void a_second_close_does_not_let_another_in() {
        OpenJournal first = journal().open("contentmax").orElseThrow();
        first.close();
        try (OpenJournal second = journal().open("contentmax").orElseThrow()) {
            first.close();

            assertThat(second.entries()).isEmpty();
            assertThat(journal().open("contentmax")).isEmpty();
        }
    }

    @Test
    void a_directory_under_another_name_is_the_same_journal() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            assertThat(open.entries()).isEmpty();
            assertThat(Journal.directory(link.resolve("releases")).open("contentmax"))
                    .isEmpty();
            assertThat(isRefusedElsewhere()).isTrue();
        }
    }

    private boolean isRefusedElsewhere() throws Exception {
        try (ChildJvm other =
                ChildJvm.start(Elsewhere.class, folder.resolve("releases").toString())) {
            return other.await() == Elsewhere.REFUSED;
        }
    }

    /** Tries to open the journal in another process. */
    static final class Elsewhere {
        static final int REFUSED = 3;

        private Elsewhere() {}

        public static void main(String[] arguments) {
            Optional<OpenJournal> open =
                    Journal.directory(Path.of(arguments[0])).open("contentmax");
            open.ifPresent(OpenJournal::close);
            System.exit(open.isPresent() ? 0 : REFUSED);
        }
    }

    @Test
    void an_interrupted_thread_opens_appends_and_closes_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            open.append(entry("42", JournalEvent.BEGUN, Map.of()));
            open.append(entry("42", JournalEvent.RESUMED, Map.of()));
        }
        assertThat(Thread.interrupted()).isTrue();

        assertThat(journal().read("contentmax")).hasSize(2);
        append(JournalEvent.SETTLED);
    }
}
