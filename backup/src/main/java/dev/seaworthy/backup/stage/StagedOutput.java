package dev.seaworthy.backup.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what is written into blocks, has a stage applied to several at once, and writes them to the next stream in their
 * order, by a thread of its own. What fits in one block needs no thread. One thread at a time.
 *
 * <p>A failure behind it is thrown here, once by {@link #close()} if not by a write before.
 */
public final class StagedOutput extends OutputStream {
    private static final int SMALL = 64 * 1024;
    private static final int LARGE = 1024 * 1024;
    private static final byte[] NOTHING = {};

    private final Lane lane;
    private final OutputStream next;
    private final Stage stage;
    private final ExecutorService writer;
    private final ExecutorService helpers;
    /** With room for one more than there are: whoever was interrupted as it waited for one ends with another. */
    private final BlockingQueue<byte[]> free;

    private byte[] bytes = NOTHING;
    private int length;
    private long number;
    private boolean closed;
    private boolean told;
    private volatile @Nullable Throwable failure;

    /** @param next is closed with this stream */
    public StagedOutput(Lane lane, OutputStream next, Stage stage) {
        this.lane = lane;
        this.next = next;
        this.stage = stage;
        this.writer = StageThreads.of(lane.name(), 1);
        this.helpers = StageThreads.of(lane.name() + "-helper", Math.max(1, lane.helpers()));
        this.free = new ArrayBlockingQueue<>(lane.blocks() + 1, false, Collections.nCopies(lane.blocks() - 1, bytes));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        if (closed) {
            throw new IOException("This stream has ended");
        }
        requireNoFailure();
        int done = 0;
        while (done < count) {
            makeRoom();
            int step = Math.min(count - done, room() - length);
            System.arraycopy(source, offset + done, bytes, length, step);
            length += step;
            done += step;
        }
    }

    private void makeRoom() throws IOException {
        if (length == lane.blockBytes()) {
            requireNoFailure();
            submit(takeBlock(false));
            bytes = NOTHING;
            bytes = awaitFree();
        }
        if (length == room()) {
            bytes = Arrays.copyOf(bytes, Math.min(moreBytes(), lane.blockBytes()) + lane.spareBytes());
        }
    }

    private int room() {
        return Math.max(0, bytes.length - lane.spareBytes());
    }

    /** Small at first; then all at once, since arrays of many sizes leave holes in a small heap. */
    private int moreBytes() {
        return number == 0 && length < LARGE ? Math.max(SMALL, 2 * length) : lane.blockBytes();
    }

    private Block takeBlock(boolean isLast) {
        Block block = new Block(number, bytes, length, isLast);
        number++;
        length = 0;
        return block;
    }

    private byte[] awaitFree() throws IOException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            fail(Failure.interrupted());
            requireNoFailure();
            throw new IllegalStateException(e);
        }
    }

    /** The writer does itself what no helper has begun. */
    private void submit(Block block) {
        FutureTask<Block> work = new FutureTask<>(() -> stage.apply(block));
        if (lane.helpers() > 0) {
            helpers.execute(work);
        }
        writer.execute(() -> {
            write(work);
            free.add(block.bytes());
        });
    }

    private void write(FutureTask<Block> work) {
        if (failure == null) {
            try {
                Block block = Failure.resultOf(work);
                next.write(block.bytes(), 0, block.length());
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    private void requireNoFailure() throws IOException {
        Throwable first = failure;
        told |= first != null;
        Failure.rethrow(first);
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        Block last = takeBlock(true);
        bytes = NOTHING;
        if (last.number() == 0) {
            write(new FutureTask<>(() -> stage.apply(last)));
        } else {
            submit(last);
        }
        end();
        if (!told) {
            requireNoFailure();
        }
    }

    private void end() {
        if (!StageThreads.finish(writer)) {
            fail(Failure.interrupted());
        }
        if (!StageThreads.finish(helpers)) {
            fail(Failure.interrupted());
        }
        free.clear();
        try {
            next.close();
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
    }
}
