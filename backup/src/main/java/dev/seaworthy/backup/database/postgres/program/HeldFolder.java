package dev.seaworthy.backup.database.postgres.program;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for temporary files, for its owner alone, gone when it is closed or the JVM ends in order. A lock, which
 * ends with the process however that ends, tells others whether it is still in use; what a killed process has left goes
 * when the next is made beside it.
 */
public final class HeldFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldFolder.class);
    private static final String PREFIX = "seaworthy-held-";
    private static final String LOCK = "lock";

    /**
     * With what those of this process begin, by whichever class loader: to open and close a lock's file would end the
     * lock. The number alone comes again, in containers each time.
     */
    private static final String OURS = PREFIX + processName() + "-";

    private final Path folder;
    private final FileChannel lock;
    private final Thread atExit = new Thread(this::delete, "seaworthy-held-folder");

    private HeldFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    private static String processName() {
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** A new one beside others. */
    public static HeldFolder in(Path parent) throws IOException {
        while (true) {
            Path folder = Files.createTempDirectory(parent.toRealPath(), OURS);
            try {
                sweep(parent, folder);
                FileChannel lock =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                FileLock unused = lock.lock();
                if (Files.exists(folder.resolve(LOCK))) {
                    return new HeldFolder(folder, lock);
                }
                lock.close();
            } catch (NoSuchFileException e) {
                // another process took it for abandoned before it was locked
            }
        }
    }

    private static void sweep(Path parent, Path example) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!folder.getFileName().toString().startsWith(OURS) && isAlike(folder, example)) {
                    discardIfAbandoned(folder);
                }
            }
        }
    }

    private static boolean isAlike(Path folder, Path example) {
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(example));
        } catch (IOException e) {
            return false; // it has gone meanwhile
        }
    }

    private static void discardIfAbandoned(Path folder) {
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            if (lock.tryLock() != null) {
                discard(folder);
            }
        } catch (IOException e) {
            // its process is about to lock it or to delete it
            LOG.debug("Left {} as it is", folder, e);
        }
    }

    /** The lock last: till then others know that it is to go. What cannot be deleted keeps no other file there. */
    private static void discard(Path folder) throws IOException {
        IOException failure = null;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> !file.endsWith(LOCK))) {
            for (Path file : files) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    public Path path() {
        return folder;
    }

    /** A new, empty file in it, for its owner alone too. */
    public Path file(String name) throws IOException {
        return Files.move(Files.createTempFile(folder, "", ""), folder.resolve(name));
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the JVM is ending, and the hook finds nothing left
        }
    }

    private void delete() {
        try (lock) {
            if (Files.exists(folder)) {
                discard(folder);
            }
        } catch (IOException e) {
            LOG.warn("Could not delete the folder {}, which holds a secret: delete it by hand", folder, e);
        }
    }
}
