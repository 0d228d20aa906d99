package dev.seaworthy.backup.stage;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream ahead, block by block, by a thread of its own, has a stage applied to several blocks at once, and
 * yields them in their order. It begins at the first read. One thread at a time.
 */
public final class StagedInput extends InputStream {
    private final Lane lane;
    private final InputStream source;
    private final Stage stage;
    private final ExecutorService reader;
    private final ExecutorService helpers;
    private final Semaphore room;
    private final BlockingQueue<FutureTask<Block>> ahead = new LinkedBlockingQueue<>();
    private @Nullable Block current;
    private int position;
    private boolean begun;
    private @Nullable Throwable failure;

    /** @param source is closed with this stream */
    public StagedInput(Lane lane, InputStream source, Stage stage) {
        this.lane = lane;
        this.source = source;
        this.stage = stage;
        this.reader = StageThreads.of(lane.name(), 1);
        this.helpers = StageThreads.of(lane.name() + "-helper", Math.max(1, lane.helpers()));
        this.room = new Semaphore(lane.blocks());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        Block block = blockWithBytes();
        int step = Math.min(count, block.length() - position);
        if (step == 0) {
            return -1;
        }
        System.arraycopy(block.bytes(), position, target, offset, step);
        position += step;
        return step;
    }

    /** The block that is being read; one without more bytes only at the end. */
    private Block blockWithBytes() throws IOException {
        Block block = current;
        while (block == null || (position == block.length() && !block.isLast())) {
            block = nextBlock();
            current = block;
            position = 0;
        }
        return block;
    }

    private Block nextBlock() throws IOException {
        Failure.rethrow(failure);
        if (reader.isShutdown()) {
            throw new IOException("This stream was closed");
        }
        if (!begun) {
            begun = true;
            reader.execute(this::readAhead);
        }
        try {
            Block block = Failure.resultOf(ahead.take());
            room.release();
            return block;
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    /** A block is the last if nothing follows it, so each waits until the next is read. */
    private void readAhead() {
        try {
            Block block = readBlock(0);
            while (!block.isLast()) {
                Block next = readBlock(block.number() + 1);
                submit(next.length() == 0 ? block.asLast() : block);
                block = next;
            }
            if (block.number() == 0 || block.length() > 0) {
                submit(block);
            }
        } catch (InterruptedException e) {
            // the stream was closed
        } catch (IOException | RuntimeException | Error e) {
            ahead.add(failed(e));
        }
    }

    private Block readBlock(long number) throws IOException, InterruptedException {
        room.acquire();
        byte[] bytes = new byte[lane.blockBytes()];
        int length = source.readNBytes(bytes, 0, bytes.length);
        return new Block(number, bytes, length, length < bytes.length);
    }

    private void submit(Block block) {
        FutureTask<Block> work = new FutureTask<>(() -> stage.apply(block));
        ahead.add(work);
        if (lane.helpers() > 0) {
            helpers.execute(work);
        }
    }

    private static FutureTask<Block> failed(Throwable cause) {
        return new FutureTask<>(() -> {
            Failure.rethrow(cause);
            throw new IllegalStateException(cause);
        });
    }

    @Override
    public void close() throws IOException {
        StageThreads.end(reader);
        StageThreads.end(helpers);
        source.close();
    }
}
