package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a command. */
record CommandRun(String name, List<String> arguments, Command.Settings settings) {
    /** How long the readers may need once the process has ended. What it left running may hold its streams. */
    private static final long DRAIN_MILLIS = 2_000;

    CommandResult result() throws InterruptedException {
        Process process = start();
        Output output = new Output(settings.listener());
        try {
            Output.Stream out = output.new Stream(process.getInputStream(), settings.masking(), thread("stdout"));
            Output.Stream errors = output.new Stream(process.getErrorStream(), settings.masking(), thread("stderr"));
            feed(process.getOutputStream());
            boolean inTime = process.waitFor(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                end(process);
            }
            out.await(DRAIN_MILLIS);
            errors.await(DRAIN_MILLIS);
            return new CommandResult(name, process.exitValue(), !inTime, out.tail(), errors.tail());
        } finally {
            output.close();
            if (process.isAlive()) {
                end(process);
            }
        }
    }

    private void end(Process process) {
        new ProcessTree(process.toHandle()).end(settings.grace());
        if (process.isAlive()) {
            throw new CommandException(name + ": process " + process.pid() + " does not end, not even by SIGKILL");
        }
    }

    private String thread(String stream) {
        return "seaworthy-command-" + stream;
    }

    private Process start() {
        List<String> command = new ArrayList<>(arguments);
        command.set(0, program().toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        settings.directory().ifPresent(directory -> builder.directory(directory.toFile()));
        settings.environment().writeTo(builder.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CommandException(name + ": can't be started: is the program there, and the directory?", e);
        }
    }

    private Path program() {
        String program = arguments.get(0);
        if (!program.contains("/")) {
            return settings.environment().find(program);
        }
        return settings.directory().orElse(Path.of("")).resolve(program).toAbsolutePath();
    }

    /** By a thread, for a child that does not read would hold it up. */
    private void feed(OutputStream input) {
        if (settings.input().isEmpty()) {
            write(input, new byte[0]);
            return;
        }
        byte[] bytes = settings.input().map(Secret::reveal).orElseThrow().getBytes(StandardCharsets.UTF_8);
        Thread writer = new Thread(() -> write(input, bytes), thread("stdin"));
        writer.setDaemon(true);
        writer.start();
    }

    private static void write(OutputStream input, byte[] bytes) {
        try (input) {
            input.write(bytes);
        } catch (IOException e) {
            return; // it reads no more: its exit code says how it went
        }
    }
}
