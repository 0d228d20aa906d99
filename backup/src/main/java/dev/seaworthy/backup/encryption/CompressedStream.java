package dev.seaworthy.backup.encryption;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Compresses, by zstd's own threads beside the one that writes; what fits in its buffer needs none of them. Closing it
 * closes what it writes to even where zstd cannot end, or where a write has failed before.
 *
 * <p>Its buffers lie beside the heap: an array that is lent to zstd, which waits for its threads, holds up each garbage
 * collection of JDK 17.
 */
final class CompressedStream extends OutputStream {
    private final OutputStream out;
    private final ZstdCompressCtx zstd;
    private final Buffers buffers = Buffers.take();
    private @Nullable Throwable failure;
    private boolean closed;

    CompressedStream(OutputStream out, Compression compression) {
        this.out = out;
        this.zstd = compression.context();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (closed || failure != null) {
            throw new IOException("This stream has ended", failure);
        }
        int done = 0;
        while (done < count) {
            if (!buffers.plain.hasRemaining()) {
                compress(EndDirective.CONTINUE);
            }
            int step = Math.min(count - done, buffers.plain.remaining());
            buffers.plain.put(source, offset + done, step);
            done += step;
        }
    }

    private void compress(EndDirective directive) throws IOException {
        try {
            buffers.plain.flip();
            boolean flushed;
            do {
                flushed = zstd.compressDirectByteBufferStream(buffers.compressed, buffers.plain, directive);
                buffers.writeTo(out);
            } while (directive == EndDirective.END ? !flushed : buffers.plain.hasRemaining());
            buffers.plain.clear();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out;
                buffers;
                zstd) {
            if (failure == null) {
                compress(EndDirective.END);
            }
        }
    }

    /** Used again by later streams, since nothing but a garbage collection frees what lies beside the heap. */
    private static final class Buffers implements AutoCloseable {
        private static final int BYTES = 128 * 1024;
        private static final Queue<Buffers> IDLE = new ConcurrentLinkedQueue<>();

        private final ByteBuffer plain = ByteBuffer.allocateDirect(BYTES);
        private final ByteBuffer compressed = ByteBuffer.allocateDirect(BYTES);
        private final byte[] handedOn = new byte[BYTES];

        static Buffers take() {
            Buffers idle = IDLE.poll();
            return idle == null ? new Buffers() : idle;
        }

        void writeTo(OutputStream out) throws IOException {
            int count = compressed.flip().remaining();
            compressed.get(handedOn, 0, count).clear();
            out.write(handedOn, 0, count);
        }

        @Override
        public void close() {
            plain.clear();
            compressed.clear();
            IDLE.add(this);
        }
    }
}
