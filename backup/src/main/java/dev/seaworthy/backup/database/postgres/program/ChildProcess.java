package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.backup.interrupt.Interruptible;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run of a client program. It learns of the database by its environment, which other users cannot read, and of the
 * password by a file; closing it kills what still runs.
 */
final class ChildProcess implements AutoCloseable {
    private static final int GRACE_SECONDS = 2;

    private final PasswordFile password;
    private final Process process;
    private final ErrorText errors;
    private final Interruptible waiting = new Interruptible(this::kill);

    private ChildProcess(PasswordFile password, Process process, ErrorText errors) {
        this.password = password;
        this.process = process;
        this.errors = errors;
    }

    static ChildProcess start(ClientProgram program, Login login, List<String> arguments, Predicate<String> progress)
            throws IOException {
        PasswordFile password = PasswordFile.of(login.password());
        try {
            Process process = builder(program, login, password, arguments).start();
            ErrorText errors = new ErrorText(process.getErrorStream(), program.name(), login.password(), progress);
            return new ChildProcess(password, process, errors);
        } catch (IOException e) {
            password.close();
            throw e;
        }
    }

    private static ProcessBuilder builder(
            ClientProgram program, Login login, PasswordFile password, List<String> arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of(program.path().toString()), arguments.stream())
                        .toList());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.putAll(Map.of(
                "LC_ALL", "C",
                "PGAPPNAME", "seaworthy-backup",
                "PGCONNECT_TIMEOUT", "10",
                "PGPASSFILE", password.path().toString()));
        environment.putAll(login.environment());
        return builder;
    }

    /** What it says; an interrupt kills it, and so ends that. */
    InputStream stdout() {
        return new FilterInputStream(process.getInputStream()) {
            @Override
            public int read() throws IOException {
                return waiting.run(in::read);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return waiting.run(() -> in.read(bytes, offset, length));
            }
        };
    }

    /** Whether it took the bytes; if not it reads no more, and its exit status says why. */
    boolean accepts(byte[] bytes, int count) {
        try {
            return waiting.run(() -> {
                process.getOutputStream().write(bytes, 0, count);
                return true;
            });
        } catch (IOException e) {
            return false;
        }
    }

    void endInput() {
        try {
            waiting.run(() -> {
                process.getOutputStream().close();
                return true;
            });
        } catch (IOException e) {
            // it reads no more: the same as above
        }
    }

    /**
     * Ends the program and the workers that it has forked, for another thread than the one that reads: its streams stay
     * open, and end. It is asked first, since it ends its sessions then; who does not heed that is killed.
     */
    void kill() {
        ProcessHandle program = process.toHandle();
        Set<ProcessHandle> all = program.descendants().collect(Collectors.toCollection(HashSet::new));
        program.destroy();
        all.add(program);
        await(all);
        program.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        await(all);
    }

    /** For a while, whether this thread is interrupted or not. */
    private static void await(Set<ProcessHandle> processes) {
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, GRACE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ends within so long. */
    boolean ends(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Not of one that an interrupt has ended, however soon that was. */
    int exitStatus() throws InterruptedException {
        int status = process.waitFor();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return status;
    }

    String errors() throws InterruptedException {
        return errors.whole().strip();
    }

    @Override
    public void close() {
        try (password) {
            if (process.isAlive()) {
                kill();
            }
            process.destroyForcibly(); // closes its streams
        }
    }
}
