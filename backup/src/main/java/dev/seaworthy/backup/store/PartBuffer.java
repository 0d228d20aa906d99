package dev.seaworthy.backup.store;

import java.io.OutputStream;
import java.util.function.Consumer;

/** Collects bytes, and hands on a full part once more bytes come; so the last part always stays here. */
final class PartBuffer extends OutputStream {
    private final byte[] bytes;
    private final Consumer<Part> next;
    private int length;

    PartBuffer(int size, Consumer<Part> next) {
        this.bytes = new byte[size];
        this.next = next;
    }

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
        if (length == bytes.length) {
            next.accept(part());
            length = 0;
        }
    }
}
