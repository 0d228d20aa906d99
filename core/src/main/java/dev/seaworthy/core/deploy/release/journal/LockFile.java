package dev.seaworthy.core.deploy.release.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file whose lock says who may write.
 *
 * <p>A POSIX lock belongs to the process, which loses it when it closes any descriptor of the file (POSIX.1-2017,
 * fcntl). So this process opens a file only when it does not hold its lock yet.
 */
final class LockFile implements Closeable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty while another holds it, in this process or in another. */
    static Optional<LockFile> take(Path directory, String name) throws IOException {
        Path file = directory.toRealPath().resolve(name);
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        Optional<LockFile> taken = Optional.empty();
        try {
            taken = open(file);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(file);
            }
        }
    }

    private static Optional<LockFile> open(Path file) throws IOException {
        LockFile lock = new LockFile(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        boolean locked = false;
        try {
            locked = lock.channel.tryLock() != null;
            return locked ? Optional.of(lock) : Optional.empty();
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // held by this class, loaded by another class loader
        } finally {
            if (!locked) {
                lock.channel.close();
            }
        }
    }

    /** The lock goes first: whoever may take it next may open the file. */
    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
