package dev.seaworthy.core.deploy.release.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is in a file of JSON lines.
 *
 * <p>A last line that has no end, or that holds a NUL, is what a crash left of one that nobody was told is written: it
 * is not there. Losing it is like a crash a moment earlier, which every step bears, so that no checksum is needed. Any
 * other line that is no entry is refused: it is damaged, or a newer version wrote it.
 *
 * @param length of the whole lines, in bytes
 */
record JournalFile(List<JournalEntry> entries, long length) {
    /** Of one line. An entry is shorter, whatever JSON makes of its {@link JournalEntry#MOST_CHARACTERS}. */
    static final int MOST_BYTES = 256 * 1024;

    static JournalFile read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new JournalFile(List.of(), 0);
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(in, file);
        }
    }

    private static JournalFile read(InputStream in, Path file) throws IOException {
        Recent recent = new Recent();
        long length = 0;
        long number = 0;
        Optional<byte[]> line = line(in, file);
        while (line.isPresent()) {
            Optional<byte[]> next = line(in, file);
            number++;
            Optional<JournalEntry> entry = entry(line.get());
            if (entry.isEmpty() && (next.isPresent() || !isTorn(line.get()))) {
                throw new JournalException("line " + number + " of " + file + " is damaged, or a newer version wrote"
                        + " it: use that version, or put the file aside and see by hand how far the release is");
            }
            entry.ifPresent(recent::add);
            length += entry.isPresent() ? line.get().length : 0;
            line = next;
        }
        return new JournalFile(recent.entries(), length);
    }

    /** With its end, if it has one; empty at the end of the file. */
    private static Optional<byte[]> line(InputStream in, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            bytes.write(b);
            if (b == '\n') {
                return Optional.of(bytes.toByteArray());
            }
            if (bytes.size() > MOST_BYTES) {
                throw new JournalException(
                        file + " has a line of more than " + MOST_BYTES + " bytes: it is no journal");
            }
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }

    private static Optional<JournalEntry> entry(byte[] line) {
        return isTorn(line) ? Optional.empty() : Lines.read(new String(line, StandardCharsets.UTF_8));
    }

    /** JSON writes a NUL in another way. A file system may leave them where a line should have been written. */
    private static boolean isTorn(byte[] line) {
        return line[line.length - 1] != '\n' || new String(line, StandardCharsets.UTF_8).indexOf('\0') >= 0;
    }
}
