package dev.seaworthy.core.deploy.release.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of JSON lines that is appended to, each line and the file's name forced to the disk. Not by a channel, which
 * an interrupt of its thread closes: what is interrupted must still be written down.
 */
final class OpenFile implements OpenJournal {
    private final Path file;
    private final LockFile lock;
    private final RandomAccessFile lines;
    private final List<JournalEntry> entries;
    private boolean broken;

    OpenFile(Path directory, Path file, LockFile lock) throws IOException {
        this.file = file;
        this.lock = lock;
        JournalFile before = JournalFile.read(file);
        entries = before.entries();
        lines = new RandomAccessFile(file.toFile(), "rw");
        try {
            lines.setLength(before.length());
            lines.seek(before.length());
            lines.getFD().sync();
            force(directory);
        } catch (IOException e) {
            lines.close();
            throw e;
        }
    }

    /** A new file is in its directory only when that is forced to the disk too. An interrupt is kept for later. */
    private static void force(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!isForced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isForced(Path directory) throws IOException {
        try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    @Override
    public List<JournalEntry> entries() {
        return entries;
    }

    @Override
    public synchronized void append(JournalEntry entry) {
        if (broken) {
            throw new JournalException(file + " could not be written before: nothing is appended");
        }
        broken = true;
        try {
            lines.write((Lines.write(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            lines.getFD().sync();
            broken = false;
        } catch (IOException e) {
            throw new JournalException(file + " can't be written: the release stops here", e);
        }
    }

    /** Each line is on the disk already. */
    @Override
    public synchronized void close() {
        broken = true;
        try (lock) {
            lines.close();
        } catch (IOException e) {
            throw new JournalException(file + " can't be closed", e);
        }
    }
}
