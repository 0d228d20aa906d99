package dev.seaworthy.backup.database.postgres.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.core.Secret;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a script in place of the program. */
class PgRestoreTest {
    private static final String UNKNOWN_SETTING = """
            pg_restore: while INITIALIZING:
            pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"
            Command was: SET transaction_timeout = 0;

            pg_restore: warning: errors ignored on restore: 1
            """;

    private static final Login SERVER = new Login(
            Map.of("host", "127.0.0.1", "port", "5432", "dbname", "postgres", "user", "user"), Secret.of("s3cr3t"));

    @TempDir
    Path folder;

    private Path program;

    @BeforeEach
    void namesTheProgram() {
        program = folder.resolve("pg_restore");
    }

    @Test
    void accepts_the_unknown_setting_of_a_newer_program_on_an_older_server() throws IOException {
        fails(UNKNOWN_SETTING, 1);

        assertThatCode(() -> run(17, 15)).doesNotThrowAnyException();
        assertThat(arguments()).doesNotContain("--exit-on-error");
    }

    @Test
    void accepts_no_other_error_beside_it() throws IOException {
        fails(
                UNKNOWN_SETTING.replace(
                        "pg_restore: warning", "pg_restore: error: could not execute query: x\npg_restore: warning"),
                1);

        assertThatThrownBy(() -> run(17, 15)).isInstanceOf(RestoreException.class);
    }

    @Test
    void accepts_it_once() throws IOException {
        fails(UNKNOWN_SETTING.replace("restore: 1", "restore: 2"), 1);

        assertThatThrownBy(() -> run(17, 15)).isInstanceOf(RestoreException.class);
    }

    @Test
    void accepts_it_with_its_own_exit_status() throws IOException {
        fails(UNKNOWN_SETTING, 137);

        assertThatThrownBy(() -> run(17, 15)).isInstanceOf(RestoreException.class);
    }

    @Test
    void accepts_it_from_no_program_that_matches_its_server() throws IOException {
        fails(UNKNOWN_SETTING, 1);

        assertThatThrownBy(() -> run(15, 15)).isInstanceOf(RestoreException.class);
        assertThatThrownBy(() -> run(17, 17)).isInstanceOf(RestoreException.class);
        assertThat(arguments()).contains("--exit-on-error");
    }

    @Test
    void refuses_one_transaction_where_it_would_meet_the_unknown_setting() {
        ClientProgram newer = new ClientProgram(program, "17.0", 17);

        assertThatThrownBy(new PgRestore(newer, 15)::inOneTransaction)
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("cannot restore into PostgreSQL 15 in one transaction");
        assertThatCode(new PgRestore(newer, 17)::inOneTransaction).doesNotThrowAnyException();
    }

    @Test
    void makes_no_subscription_in_a_scratch_database() throws IOException {
        script("cat > /dev/null");

        new PgRestore(new ClientProgram(program, "15.0", 15), 15)
                .intoScratch()
                .run(SERVER, new ByteArrayInputStream(new byte[10]), new Children());

        assertThat(arguments()).contains("--no-subscriptions", "--no-owner", "--no-privileges");
    }

    @Test
    void masks_the_password_in_what_the_program_says() throws IOException {
        fails("connection to s3cr3t failed", 1);

        assertThatThrownBy(() -> run(15, 15))
                .hasMessageContaining("connection to *** failed")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void reads_megabytes_of_complaints_and_keeps_their_end() throws IOException {
        script("i=0; while [ $i -lt 20000 ]; do echo 'warning: a line that says little, again and again' >&2;"
                + " i=$((i+1)); done; echo 'the end' >&2; exit 3");

        assertThatThrownBy(() -> run(15, 15))
                .hasMessageContaining("exit status 3")
                .hasMessageEndingWith("the end")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(20_000));
    }

    @Test
    void gives_the_program_all_of_the_dump() throws IOException {
        script("cat > '" + folder + "/restored'");

        run(15, 15);

        assertThat(folder.resolve("restored")).hasBinaryContent(new byte[300_000]);
    }

    @Test
    void is_content_with_a_program_that_leaves_the_end_unread() throws IOException {
        script("head -c 10 > /dev/null; exit 0");

        assertThatCode(() -> run(15, 15)).doesNotThrowAnyException();
    }

    /** As it is while indexes are built, for hours: the store would see a connection that stands still. */
    @Test
    @Timeout(30)
    void closes_a_dump_whose_rest_stays_unread_while_the_program_works() throws IOException {
        Path closed = folder.resolve("closed");
        script("head -c 10 > /dev/null; while [ ! -e '" + closed + "' ]; do sleep 0.05; done");
        InputStream dump = new FilterInputStream(new ByteArrayInputStream(new byte[1_000_000])) {
            @Override
            public void close() throws IOException {
                Files.write(closed, new byte[0]);
            }
        };

        new PgRestore(new ClientProgram(program, "15.0", 15), 15)
                .afterTheRows(100)
                .run(SERVER, dump, new Children());

        assertThat(arguments()).contains("--section=post-data");
        assertThat(closed).exists();
    }

    @Test
    @Timeout(30)
    void ends_the_program_when_its_thread_is_interrupted_while_nothing_is_read() throws Exception {
        script("echo $$ > '" + folder + "/pid'; exec sleep 100");
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread restoring = new Thread(() -> told.set(catchThrowable(() -> run(15, 15))));
        restoring.start();
        Condition.await("the program", () -> Files.exists(folder.resolve("pid")));

        restoring.interrupt();
        restoring.join();

        assertThat(told.get()).isInstanceOf(RestoreException.class).hasMessage("The restore was interrupted");
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        Condition.await(
                "its end",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    @Timeout(30)
    void fails_as_the_dump_does_though_the_program_would_go_on() throws IOException {
        script("cat > /dev/null; sleep 100");
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[300_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IllegalStateException("the store is gone");
            }
        });

        assertThatThrownBy(() ->
                        new PgRestore(new ClientProgram(program, "15.0", 15), 15).run(SERVER, broken, new Children()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is gone");
    }

    /** Whose sessions would go on, else: {@code pg_restore} with jobs works by processes of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"echo yes > asked; kill $!; exit 1", ""})
    void ends_what_the_program_has_forked_too(String whenAsked) throws Exception {
        script("cd '" + folder + "'; trap '" + whenAsked + "' TERM; sleep 600 & echo $! > forked; mv forked worker; "
                + "while true; do wait; done");
        Thread worker = Thread.currentThread();
        CompletableFuture<Void> interrupting = Aside.call(() -> {
            Condition.await("the worker", () -> Files.exists(folder.resolve("worker")));
            worker.interrupt();
            return null;
        });

        assertThatThrownBy(() -> run(15, 15)).isInstanceOf(RestoreException.class);

        assertThat(Thread.interrupted()).isTrue();
        interrupting.join();
        long pid = Long.parseLong(Files.readString(folder.resolve("worker")).strip());
        Condition.await("the end of the worker", () -> !isAtWork(pid));
        assertThat(Files.exists(folder.resolve("asked"))).isEqualTo(!whenAsked.isEmpty());
    }

    /** Who has ended may wait for its parent to ask how. */
    private static boolean isAtWork(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
    }

    private void run(int programMajor, int serverMajor) {
        ClientProgram scripted = new ClientProgram(program, programMajor + ".0", programMajor);
        new PgRestore(scripted, serverMajor).run(SERVER, new ByteArrayInputStream(new byte[300_000]), new Children());
    }

    private void fails(String complaint, int status) throws IOException {
        Files.writeString(folder.resolve("complaint"), complaint);
        script("cat > /dev/null; cat '" + folder + "/complaint' >&2; exit " + status);
    }

    private void script(String body) throws IOException {
        Files.writeString(program, "#!/bin/sh\necho \"$@\" > '" + folder + "/arguments'\n" + body + "\n");
        program.toFile().setExecutable(true);
    }

    private String arguments() throws IOException {
        return Files.readString(folder.resolve("arguments"));
    }
}
