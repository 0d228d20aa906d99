package dev.seaworthy.backup.objects.repository;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what {@link TarWriter} wrote, file by file. One thread at a time. */
final class TarReader {
    private final InputStream in;
    private boolean ended;
    private long rest;
    private int padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * A file of an archive.
     *
     * @param size of its content, which {@link #content} gives
     */
    record Member(String name, long size) {}

    /**
     * The next file, after what is left of the one before; none at the end of the archive, which is read to its end.
     */
    Optional<Member> next() throws IOException {
        in.skipNBytes(rest + padding);
        rest = 0;
        padding = 0;
        if (ended) {
            return Optional.empty();
        }
        byte[] header = block();
        if (header[0] == 0) {
            ended = true;
            requireEnd();
            return Optional.empty();
        }
        requireChecksum(header);
        Member member = new Member(text(header, 0, 100), Long.parseLong(text(header, 124, 12), 8));
        rest = member.size();
        padding = TarWriter.padding(rest);
        return Optional.of(member);
    }

    private void requireEnd() throws IOException {
        if (block()[0] != 0 || in.read() >= 0) {
            throw new IOException("The archive goes on after its end");
        }
    }

    private static void requireChecksum(byte[] header) throws IOException {
        if (!"%06o".formatted(TarWriter.checksum(header)).equals(text(header, 148, 8))) {
            throw new IOException("There is no file of an archive here");
        }
    }

    private byte[] block() throws IOException {
        byte[] block = in.readNBytes(TarWriter.BLOCK);
        if (block.length < TarWriter.BLOCK) {
            throw new EOFException("The archive ends before its end");
        }
        return block;
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.US_ASCII);
    }

    /** The content of the member that {@link #next} told. */
    InputStream content() {
        return new MemberContent();
    }

    private final class MemberContent extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (rest == 0) {
                return -1;
            }
            int count = in.read(bytes, offset, (int) Math.min(rest, length));
            if (count < 0) {
                throw new EOFException("The archive ends within a file");
            }
            rest -= count;
            return count;
        }
    }
}
