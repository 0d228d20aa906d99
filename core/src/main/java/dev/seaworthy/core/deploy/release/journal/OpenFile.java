package dev.seaworthy.core.deploy.release.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of JSON lines that is appended to, each line and the file's name forced to the disk. */
final class OpenFile implements OpenJournal {
    private final Path file;
    private final FileChannel lock;
    private final FileChannel channel;
    private final List<JournalEntry> entries;
    private boolean broken;

    OpenFile(Path directory, Path file, FileChannel lock) throws IOException {
        this.file = file;
        this.lock = lock;
        JournalFile before = JournalFile.read(file);
        entries = before.entries();
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(before.length());
            channel.position(before.length());
            channel.force(true);
            force(directory);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** A new file is in its directory only when that is forced to the disk too. */
    private static void force(Path directory) throws IOException {
        try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
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
            ByteBuffer line = ByteBuffer.wrap((Lines.write(entry) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
            broken = false;
        } catch (IOException e) {
            throw new JournalException(file + " can't be written: the release stops here", e);
        }
    }

    @Override
    public synchronized void close() {
        broken = true;
        try (lock;
                channel) {
            channel.force(true);
        } catch (IOException e) {
            throw new JournalException(file + " can't be closed", e);
        }
    }
}
