package dev.seaworthy.core.deploy.release.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * A file of JSON lines for each release, and a file beside it whose lock says who may write. The lock goes with its
 * process, however that ends.
 */
record DirectoryJournal(Path directory) implements Journal {
    @Override
    public Optional<OpenJournal> open(String release) {
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(file(release, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return lock(channel) ? Optional.of(opened(release, channel)) : Optional.empty();
        } catch (IOException e) {
            throw new JournalException(failure(release), e);
        }
    }

    /** The channel stays open with the lock, and is closed without. */
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return true;
            }
        } catch (OverlappingFileLockException e) {
            channel.close(); // held by another thread of this process
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return false;
    }

    private OpenJournal opened(String release, FileChannel lock) throws IOException {
        try {
            return new OpenFile(directory, file(release), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public List<JournalEntry> read(String release) {
        try {
            return JournalFile.read(file(release)).entries();
        } catch (IOException e) {
            throw new JournalException(failure(release), e);
        }
    }

    private Path file(String release) {
        return file(release, ".jsonl");
    }

    private Path file(String release, String ending) {
        if (!release.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("\"" + release
                    + "\" can't be the name of a release: use letters, digits," + " dots, dashes and underscores");
        }
        return directory.resolve(release + ending);
    }

    private String failure(String release) {
        return "the journal of " + release + " in " + directory + " can't be read or written";
    }
}
