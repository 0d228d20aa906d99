package dev.seaworthy.backup.store;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Collects bytes, and hands on a full part once more bytes come; small at first. At the end the last part is handed on
 * too, but for an only one, which stays here.
 */
final class PartBuffer extends OutputStream {
    private static final int SMALL = 64 * 1024;

    private final int size;
    private final Consumer<Part> next;
    private byte[] bytes;
    private int length;
    private boolean handedOn;

    PartBuffer(int size, Consumer<Part> next) {
        this.size = size;
        this.next = next;
        this.bytes = new byte[Math.min(SMALL, size)];
    }

    /** What is not handed on yet. */
    Part part() {
        return new Part(bytes, length);
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        int done = 0;
        while (done < count) {
            makeRoom();
            int step = Math.min(count - done, bytes.length - length);
            System.arraycopy(source, offset + done, bytes, length, step);
            length += step;
            done += step;
        }
    }

    private void makeRoom() {
        if (length == size) {
            handOn();
        } else if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * length, size));
        }
    }

    private void handOn() {
        next.accept(part());
        handedOn = true;
        length = 0;
    }

    /** To be called once. */
    @Override
    public void close() {
        if (handedOn) {
            handOn();
            bytes = new byte[0];
        }
    }
}
