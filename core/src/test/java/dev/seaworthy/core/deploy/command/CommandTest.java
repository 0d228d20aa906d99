package dev.seaworthy.core.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandTest {
    @TempDir
    private Path folder;

    private static Command.Builder shell(String script) {
        return Command.builder("sh", "-c", script);
    }

    @Test
    void gives_the_exit_code_and_what_was_written() throws Exception {
        CommandResult result = shell("echo out; echo err >&2; exit 7").build().run();

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.timedOut()).isFalse();
        assertThat(result.output()).containsExactly("out");
        assertThat(result.errors()).containsExactly("err");
        assertThatThrownBy(result::orThrow)
                .isInstanceOf(CommandException.class)
                .hasMessage("sh -c 'echo out; echo err >&2; exit 7': exit code 7: err");
        assertThat(Command.of("true").run().orThrow().succeeded()).isTrue();
    }

    @Test
    void no_shell_reads_the_arguments() throws Exception {
        assertThat(Command.of("echo", "$HOME; echo *", "'").run().output()).containsExactly("$HOME; echo * '");
    }

    @Test
    void the_child_inherits_what_is_named_and_no_more() throws Exception {
        CommandResult result = Command.builder("env")
                .inheritFrom(Map.of("PATH", System.getenv("PATH"), "HOME", "/home/ann", "AWS_KEY", "x", "STAGE", "y"))
                .inherit("STAGE", "UNSET")
                .environment("COLOR", "blue")
                .build()
                .run();

        assertThat(result.output())
                .containsExactlyInAnyOrder("PATH=" + System.getenv("PATH"), "HOME=/home/ann", "STAGE=y", "COLOR=blue");
    }

    @Test
    void a_secret_goes_by_a_variable_and_is_masked_in_the_output() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        CommandResult result = shell("echo \"<$TOKEN>\"; echo $TOKEN >&2; printf %s \"$TOKEN\" | base64; "
                        + "printf 'x:%s' \"$TOKEN\" | base64; case $TOKEN in sesame+*/now) ;; *) exit 1 ;; esac")
                .secret("TOKEN", Secret.of("sesame+open/now"))
                .onLine(heard::add)
                .build()
                .run();

        assertThat(result.exitCode()).isZero();
        assertThat(result.output().get(0)).isEqualTo("<***>");
        assertThat(result.output().get(1)).contains("***").doesNotContain("c2VzYW1l");
        assertThat(result.output().get(2)).contains("***");
        assertThat(result.errors()).containsExactly("***");
        assertThat(heard).hasSize(4).noneMatch(line -> line.contains("sesame"));
    }

    @Test
    void standard_input_is_a_secret_or_empty() throws Exception {
        assertThat(Command.of("cat").run().output()).isEmpty();

        CommandResult result = shell("read line; case $line in hidden*word) echo got $line ;; esac")
                .input(Secret.of("hidden-word"))
                .build()
                .run();

        assertThat(result.output()).containsExactly("got ***");
    }

    @Test
    void a_child_that_does_not_read_its_input_ends_all_the_same() throws Exception {
        assertThat(Command.builder("true")
                        .input(Secret.of("x".repeat(1_000_000)))
                        .build()
                        .run()
                        .succeeded())
                .isTrue();
    }

    @Test
    void a_secret_in_an_argument_is_refused() {
        assertThatThrownBy(() -> Command.builder("deploy", "--token=sesame+open/now")
                        .secret("TOKEN", Secret.of("sesame+open/now"))
                        .environment("TOKEN", "x")
                        .environment("A-B", "x")
                        .timeout(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Command: argument 1 holds a secret, and others can read arguments: give it by a variable;"
                        + " \"A-B\" is no name of a variable; the variable TOKEN is given twice; timeout must be from"
                        + " PT0.001S to PT24H: PT0S");
    }

    @Test
    void a_value_that_no_variable_can_have_is_refused_and_not_told() {
        assertThatThrownBy(() -> Command.builder("env")
                        .secret("TOKEN", Secret.of("sesame\0open"))
                        .environment("COLOR", "sesame\0blue")
                        .inheritFrom(Map.of("HOME", "/home/sesame\0"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Command: the value of the variable COLOR holds the character NUL; the value of the variable"
                                + " HOME holds the character NUL; the value of the variable TOKEN holds the character NUL");
    }

    @Test
    void output_without_end_is_cut_to_its_last_lines() throws Exception {
        CommandResult result = shell("i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); done")
                .build()
                .run();

        assertThat(result.output()).hasSize(CommandResult.KEPT_LINES).last().isEqualTo("999");
        assertThat(result.lastLine()).isEqualTo("999");

        CommandResult wide =
                shell("head -c 3000000 /dev/zero | tr '\\0' x").build().run();
        assertThat(wide.output()).containsExactly("x".repeat(OutputLines.LONGEST_LINE));
    }

    @Test
    void bytes_that_are_no_utf_8_and_escape_sequences_do_no_harm() throws Exception {
        CommandResult result = shell("printf '\\033[31mred\\033[0m \\377 \\342\\202\\254\\n'")
                .build()
                .run();

        assertThat(result.output()).containsExactly("red \ufffd €");
    }

    @Test
    void a_hung_command_ends_with_all_that_it_started() throws Exception {
        Path pids = folder.resolve("pids");
        Command hung = shell("trap '' TERM; sh -c 'trap \"\" TERM; echo $$ >> " + pids + "; sleep 600 & echo $! >> "
                        + pids + "; wait' & echo $$ >> " + pids + "; while :; do sleep 600; done")
                .timeout(Duration.ofSeconds(2))
                .grace(Duration.ofMillis(100))
                .build();

        CommandResult result = hung.run();

        assertThat(result.timedOut()).isTrue();
        assertThat(result.succeeded()).isFalse();
        assertThat(Files.readAllLines(pids)).hasSize(3).noneMatch(CommandTest::isAlive);
    }

    @Test
    void a_command_may_clean_up_when_it_is_told_to_end() throws Exception {
        CommandResult result = shell("trap 'echo cleaned; exit 4' TERM; echo ready; while :; do sleep 0.01; done")
                .timeout(Duration.ofMillis(500))
                .grace(Duration.ofSeconds(20))
                .build()
                .run();

        assertThat(result.output()).containsExactly("ready", "cleaned");
        assertThat(result.timedOut()).isTrue();
    }

    @Test
    void an_interrupt_of_the_caller_ends_the_child() throws Exception {
        Path pid = folder.resolve("pid");
        Command command = shell("echo $$ > " + pid + "; exec sleep 600").build();
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CompletableFuture<CommandResult> running = Aside.call(() -> {
            caller.complete(Thread.currentThread());
            return command.run();
        });
        Condition.await("the child", () -> Files.exists(pid) && Files.size(pid) > 1);

        caller.get().interrupt();

        assertThatThrownBy(running::get).rootCause().isInstanceOf(InterruptedException.class);
        assertThat(Files.readAllLines(pid)).noneMatch(CommandTest::isAlive);
    }

    @Test
    void what_a_command_leaves_in_the_background_does_not_hold_it() throws Exception {
        CommandResult result = shell("sleep 30 & echo $!").build().run();

        long left = Long.parseLong(result.lastLine());
        assertThat(result.succeeded()).isTrue();
        ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void a_listener_that_fails_harms_nothing_and_hears_no_more() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Command.Builder twoLines = shell("echo a; echo b");

        assertThat(twoLines.onLine(line -> {
                            told.incrementAndGet();
                            throw new IllegalStateException("deaf");
                        })
                        .build()
                        .run()
                        .output())
                .containsExactly("a", "b");
        assertThat(twoLines.onLine(line -> {
                            told.incrementAndGet();
                            throw new AssertionError("deaf");
                        })
                        .build()
                        .run()
                        .output())
                .containsExactly("a", "b");
        assertThat(told).hasValue(2);
    }

    @Test
    void a_listener_that_stalls_does_not_hold_a_command_whose_time_is_over() throws Exception {
        CountDownLatch stalled = new CountDownLatch(1);
        try {
            CompletableFuture<CommandResult> running = Aside.call(shell("echo a; echo b >&2; exec sleep 600")
                    .onLine(line -> await(stalled))
                    .timeout(Duration.ofMillis(500))
                    .build()::run);

            CommandResult result = running.get(30, TimeUnit.SECONDS);

            assertThat(result.timedOut()).isTrue();
            assertThat(result.output()).containsExactly("a");
            assertThat(result.errors()).containsExactly("b");
        } finally {
            stalled.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_program_is_found_by_the_path_that_is_given_and_runs_in_its_directory() throws Exception {
        script("greet", "pwd");

        assertThat(Command.builder("greet")
                        .environment("PATH", folder + ":/usr/bin:/bin")
                        .directory(folder)
                        .build()
                        .run()
                        .output())
                .containsExactly(folder.toRealPath().toString());
        assertThat(Command.builder("./greet").directory(folder).build().run().succeeded())
                .isTrue();
        assertThatThrownBy(Command.of("greet")::run)
                .isInstanceOf(CommandException.class)
                .hasMessage("greet is in no folder of PATH: install it, or give PATH to the command");
        assertThatThrownBy(Command.of(folder.resolve("none").toString())::run).hasMessageContaining("can't be started");
    }

    @Test
    void is_a_check_with_evidence() throws Exception {
        Verdict passed = shell("echo all well").build().check().run();
        assertThat(passed.status()).isEqualTo(Status.PASSED);
        assertThat(passed.figures()).containsEntry("exit code", "0").containsEntry("output", "all well");

        assertThat(Command.of("false").check().run().status()).isEqualTo(Status.FAILED);
        assertThat(Command.builder("sleep", "600")
                        .timeout(Duration.ofMillis(50))
                        .build()
                        .check()
                        .run()
                        .status())
                .isEqualTo(Status.ERROR);
    }

    @Test
    void prints_as_one_would_type_it() {
        assertThat(Command.of("vercel", "promote", "it's", "https://a.example/b?c", "\u001b[31m"))
                .hasToString("vercel promote 'it'\\''s' 'https://a.example/b?c' ''");
    }

    @Test
    void a_copy_of_a_command_can_be_said_more_of() throws Exception {
        Command first = Command.of("echo", "a");

        Command second = first.toBuilder().arguments("b").build();

        assertThat(first.run().output()).containsExactly("a");
        assertThat(second.run().output()).containsExactly("a b");
        assertThat(second.timeout()).isEqualTo(Duration.ofMinutes(10)).isEqualTo(Command.DEFAULT_TIMEOUT);
        assertThat(Command.DEFAULT_GRACE).isEqualTo(Duration.ofSeconds(5));
    }

    private void script(String name, String body) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }
}
