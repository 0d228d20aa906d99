package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import dev.seaworthy.core.deploy.release.journal.OpenJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A release whose world is a directory, in a process that kills itself at a point that its caller names. */
final class KilledRelease {
    private final Path folder;
    private final Runnable kill;

    KilledRelease(Path folder, Runnable kill) {
        this.folder = folder;
        this.kill = kill;
    }

    /** @param arguments the directory; how many points to survive; the step that fails, or a dash */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[1]));
        KilledRelease killed = new KilledRelease(folder, () -> {
            if (left.getAndDecrement() == 0) {
                die();
            }
        });
        killed.release(arguments[2]).run();
    }

    /** Really {@code kill -9}: no hook of this JVM runs. */
    private static void die() {
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
            new CountDownLatch(1).await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Release release(String failing) {
        return Release.named("contentmax", "42")
                .journal(new Deadly(Journal.directory(folder.resolve("journal"))))
                .grace(Duration.ofSeconds(5))
                .step(step("deploy", failing).build())
                .step(step("shift", failing).build())
                .step(step("purge", failing).againAfterUndo().build())
                .lastly("notify", outcome -> {
                    write("notified", outcome.status().name());
                    kill.run();
                })
                .build();
    }

    private Step.Builder step(String name, String failing) {
        return Step.named(name)
                .run(context -> {
                    write(name, "half");
                    kill.run();
                    if (name.equals(failing)) {
                        throw new IllegalStateException("broken");
                    }
                    write(name, "whole");
                })
                .undo(context -> {
                    write(name, "half undone");
                    kill.run();
                    Files.deleteIfExists(folder.resolve(name));
                });
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills before each append: what came after the one before is then done and not written. */
    private final class Deadly implements Journal {
        private final Journal real;

        Deadly(Journal real) {
            this.real = real;
        }

        @Override
        public Optional<OpenJournal> open(String release) {
            return real.open(release).map(open -> new OpenJournal() {
                @Override
                public List<JournalEntry> entries() {
                    return open.entries();
                }

                @Override
                public void append(JournalEntry entry) {
                    kill.run();
                    open.append(entry);
                }

                @Override
                public void close() {
                    open.close();
                }
            });
        }

        @Override
        public List<JournalEntry> read(String release) {
            return real.read(release);
        }
    }
}
