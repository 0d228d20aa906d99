package dev.seaworthy.backup.objects.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes an archive in the format ustar (POSIX.1-1988), which every {@code tar} reads. One thread at a time. */
final class TarWriter {
    static final int BLOCK = 512;

    private static final byte[] ZEROS = new byte[2 * BLOCK];

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Adds a file of so many of these bytes; its name has at most 100 of ASCII. */
    void add(String name, byte[] content, int length) throws IOException {
        out.write(header(name, length));
        out.write(content, 0, length);
        out.write(ZEROS, 0, padding(length));
    }

    /** Ends the archive, and does not close what it was written to. */
    void end() throws IOException {
        out.write(ZEROS);
    }

    static int padding(long length) {
        return (int) (-length & (BLOCK - 1));
    }

    private static byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "%011o".formatted(0));
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        put(header, 148, "%06o".formatted(checksum(header)));
        header[155] = ' ';
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    /** The sum of a header's bytes, those of the sum itself taken for blanks. */
    static int checksum(byte[] header) {
        byte[] blanked = header.clone();
        Arrays.fill(blanked, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte value : blanked) {
            sum += value & 0xff;
        }
        return sum;
    }
}
