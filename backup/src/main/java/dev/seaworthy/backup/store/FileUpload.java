package dev.seaworthy.backup.store;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is written aside, and gets its name by a hard link: the one atomic step that never replaces a file. */
final class FileUpload implements Upload {
    private final String key;
    private final Path target;
    private final Path aside;
    private final UploadStream stream;
    private boolean ended;

    FileUpload(String key, Path target, Path uploads) {
        this.key = key;
        this.target = target;
        try {
            this.aside =
                    Files.createTempFile(Files.createDirectories(uploads), Abandoned.name(key) + Abandoned.END, "");
            this.stream = new UploadStream(new NamedOutput(key, Files.newOutputStream(aside)));
        } catch (IOException e) {
            throw DirectoryStore.failed("start", key, e);
        }
    }

    /** Says of what it could not write all: the system says only that the disk is full. */
    private static final class NamedOutput extends FilterOutputStream {
        private final String key;

        NamedOutput(String key, OutputStream out) {
            super(out);
            this.key = key;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new IOException("Could not write " + key + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public OutputStream stream() {
        return stream;
    }

    @Override
    public void commit() {
        stream.requireEnded(ended);
        try {
            persist();
            Files.createDirectories(target.getParent());
            Files.createLink(target, aside);
        } catch (FileAlreadyExistsException e) {
            throw new ObjectExistsException(key, e);
        } catch (IOException e) {
            throw DirectoryStore.failed("commit", key, e);
        }
        close();
    }

    private void persist() throws IOException {
        try (FileChannel file = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    @Override
    public void close() {
        ended = true;
        try (stream) {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            throw DirectoryStore.failed("clean up after", key, e);
        }
    }
}
