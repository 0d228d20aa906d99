package dev.seaworthy.examples.contentmax.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one folder of a run, locked while its process lives. A server that could outlive the run has the folder's path in
 * its command line, and is found by it.
 */
public final class RunFolder implements AutoCloseable {
    private static final String PREFIX = "contentmax-run-";
    private static final String LOCK = "lock";
    /** A folder this young may belong to a run that has not locked it yet. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * The temporary directory of this process if it was made for one run, as the script does, so that what libraries
     * write there goes with the run; else a new folder in it.
     */
    public static RunFolder open() throws IOException {
        Path temporary = temporary();
        Path path = isRunFolder(temporary)
                ? temporary
                : Files.createTempDirectory(PREFIX).toRealPath();
        FileChannel channel =
                FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return new RunFolder(path, channel);
    }

    /**
     * Removes the folders, and ends the processes, of runs that were killed; returns how many there were. To be called
     * before {@link #open()}: looking at the lock of one's own folder would give it up (POSIX, fcntl).
     */
    public static int sweep() throws IOException {
        int swept = 0;
        for (Path folder : folders()) {
            if (isAbandoned(folder)) {
                Remains.of(folder).remove();
                swept++;
            }
        }
        return swept;
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        Remains.of(path).remove();
        lock.close();
    }

    private static List<Path> folders() throws IOException {
        Path temporary = temporary();
        try (Stream<Path> all = Files.list(isRunFolder(temporary) ? temporary.getParent() : temporary)) {
            return all.filter(RunFolder::isRunFolder)
                    .filter(folder -> !folder.equals(temporary))
                    .filter(Files::isDirectory)
                    .filter(Files::isWritable)
                    .toList();
        }
    }

    private static Path temporary() throws IOException {
        return Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
    }

    private static boolean isRunFolder(Path folder) {
        return folder.getFileName() != null && folder.getFileName().toString().startsWith(PREFIX);
    }

    private static boolean isAbandoned(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        if (!Files.exists(file)) {
            return Files.exists(folder)
                    && Files.getLastModifiedTime(folder)
                            .toInstant()
                            .isBefore(Instant.now().minus(YOUNG));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        }
    }
}
