package dev.seaworthy.core.deploy.release.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file of JSON lines for each release, and a file beside it whose lock says who may write. The lock goes with its
 * process, however that ends.
 */
record DirectoryJournal(Path directory) implements Journal {
    @Override
    public Optional<OpenJournal> open(String release) {
        Path file = file(release);
        try {
            Files.createDirectories(directory);
            Optional<LockFile> lock = LockFile.take(directory, release + ".lock");
            return lock.isPresent() ? Optional.of(opened(file, lock.get())) : Optional.empty();
        } catch (IOException e) {
            throw new JournalException(failure(release), e);
        }
    }

    private OpenJournal opened(Path file, LockFile lock) throws IOException {
        try {
            return new OpenFile(directory, file, lock);
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
        if (!release.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("\"" + release
                    + "\" can't be the name of a release: use letters, digits," + " dots, dashes and underscores");
        }
        return directory.resolve(release + ".jsonl");
    }

    private String failure(String release) {
        return "the journal of " + release + " in " + directory + " can't be read or written";
    }
}
