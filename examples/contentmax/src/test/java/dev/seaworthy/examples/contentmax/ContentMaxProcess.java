package dev.seaworthy.examples.contentmax;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** ContentMax in a process of its own, with a temporary directory of its own. */
final class ContentMaxProcess implements AutoCloseable {
    private final Process process;
    private final Path temporary;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader = new Thread(this::read, "output");

    private ContentMaxProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        reader.setDaemon(true);
        reader.start();
    }

    /** As the script starts it. */
    static ContentMaxProcess start(Path temporary, String... options) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "contentmax-run-");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Xmx512m",
                "-Djava.io.tmpdir=" + folder,
                "-Dcontentmax.script=" + ProcessHandle.current().pid(),
                "-Dcontentmax.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(Set.of("HOME", "PATH")); // no setting of whoever runs the tests
        Process process = builder.start();
        return new ContentMaxProcess(process, temporary);
    }

    String output() {
        return output.toString();
    }

    /** Waits for a text in the output; false if the process ended, or two minutes passed, without it. */
    boolean says(String text) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        synchronized (output) {
            while (output.indexOf(text) < 0 && reader.isAlive() && System.nanoTime() < deadline) {
                try {
                    output.wait(100);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return output.indexOf(text) >= 0;
    }

    /** The exit code, waited for. */
    int exit() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after two minutes: " + output);
        }
        reader.join();
        return process.exitValue();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Every process of the run but its first: its children and whatever names the run's folder. */
    List<ProcessHandle> others() {
        return ProcessHandle.allProcesses()
                .filter(other -> other.pid() != process.pid()
                        && other.pid() != ProcessHandle.current().pid())
                .filter(other -> other.info().commandLine().orElse("").contains(temporary + "/contentmax-run-"))
                .toList();
    }

    /** Whether all processes of the run have ended and its temporary directory is empty, ten seconds from now. */
    boolean leavesNothingWithinTenSeconds() throws IOException, InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(others());
        all.add(process.toHandle());
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
        return others().isEmpty() && leftovers().isEmpty();
    }

    List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        others().forEach(ProcessHandle::destroyForcibly);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.append(line).append('\n');
                    output.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
