package dev.seaworthy.examples.contentmax.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a run leaves if nobody tidies up: processes that name its folder in their command line, and the folder. */
record Remains(Path folder) {
    /** Loaded from the start: when it is needed, the classes may have been built anew. */
    private static final Deletion DELETION = new Deletion();

    private static final int ATTEMPTS = 20;
    private static final long GRACE_MILLIS = 1000;

    static Remains of(Path folder) {
        return new Remains(folder);
    }

    /** Ends the processes, asked first and killed then, and deletes the folder; again, until both are gone. */
    void remove() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            end(processes());
            delete();
            if (!Files.exists(folder) && processes().isEmpty()) {
                return;
            }
        }
        throw new IOException("Something keeps writing to " + folder + "; end it and delete the folder");
    }

    private List<ProcessHandle> processes() {
        String marker = folder.toString();
        ProcessHandle self = ProcessHandle.current();
        return ProcessHandle.allProcesses()
                .filter(process -> !process.equals(self))
                .filter(process -> process.info().commandLine().orElse("").contains(marker))
                .filter(process -> !Guardian.isOne(process))
                .toList();
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroy);
        if (!haveEnded(processes)) {
            processes.forEach(ProcessHandle::destroyForcibly);
            haveEnded(processes);
        }
    }

    private static boolean haveEnded(List<ProcessHandle> processes) {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("Can't wait for a process to end", e);
        }
    }

    private void delete() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, DELETION);
        } catch (NoSuchFileException e) {
            // an ending process deleted it first; the caller looks again
        } catch (java.nio.file.DirectoryNotEmptyException e) {
            // an ending process wrote once more; the caller deletes again
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                Path folder, java.io.@org.jspecify.annotations.Nullable IOException failure) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
