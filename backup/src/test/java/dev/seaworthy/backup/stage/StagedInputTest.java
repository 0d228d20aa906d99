package dev.seaworthy.backup.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StagedInputTest {
    private static final int BLOCK = 100;

    @AfterEach
    void hasEndedItsThreads() {
        StageTests.awaitNoThreads();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK, 1_000_000})
    void yields_all_bytes_in_their_order(int size) throws IOException {
        byte[] bytes = StageTests.noise(size);

        try (InputStream in = staged(3, new ByteArrayInputStream(bytes), Stage.NONE)) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {BLOCK + 1, 2 * BLOCK})
    void numbers_its_blocks_and_marks_the_last(int size) throws IOException {
        Queue<String> seen = new ConcurrentLinkedQueue<>();

        try (InputStream in = staged(0, new ByteArrayInputStream(new byte[size]), block -> {
            seen.add(block.number() + " of " + block.length() + (block.isLast() ? ", the last" : ""));
            return block;
        })) {
            in.readAllBytes();
        }

        assertThat(seen).containsExactly("0 of 100", "1 of " + (size - BLOCK) + ", the last");
    }

    @Test
    void applies_the_stage_to_an_empty_stream_once() throws IOException {
        AtomicInteger calls = new AtomicInteger();

        try (InputStream in = staged(0, InputStream.nullInputStream(), block -> {
            calls.incrementAndGet();
            return block;
        })) {
            assertThat(in.read()).isEqualTo(-1);
        }

        assertThat(calls).hasValue(1);
    }

    @Test
    void goes_on_where_a_block_becomes_an_empty_one() throws IOException {
        byte[] bytes = StageTests.noise(3 * BLOCK);

        try (InputStream in = staged(
                1,
                new ByteArrayInputStream(bytes),
                block -> block.number() == 1 ? block.with(block.bytes(), 0) : block)) {
            assertThat(in.readAllBytes()).hasSize(2 * BLOCK);
        }
    }

    @Test
    void applies_the_stage_to_several_blocks_at_once() throws IOException {
        CyclicBarrier all = new CyclicBarrier(2);

        try (InputStream in = staged(2, new ByteArrayInputStream(new byte[6 * BLOCK]), block -> {
            await(all);
            return block;
        })) {
            assertThat(in.readAllBytes()).hasSize(6 * BLOCK);
        }
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("they are not at work at once", e);
        }
    }

    @Test
    void reads_no_further_ahead_than_it_may_hold() throws Exception {
        AtomicInteger read = new AtomicInteger();
        try (InputStream in = staged(0, counting(read), Stage.NONE)) {
            assertThat(read).as("before the first read").hasValue(0);
            in.read();
            while (read.get() < 5 * BLOCK) {
                Thread.onSpinWait();
            }
            in.read();
        }

        assertThat(read).as("four that wait, and one in the hand").hasValue(5 * BLOCK);
    }

    private static InputStream counting(AtomicInteger read) {
        return new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 7;
            }
        };
    }

    @Test
    void tells_a_failure_of_its_source_as_it_is_and_at_its_place() throws IOException {
        IllegalStateException failure = new IllegalStateException("the store is gone");
        InputStream source = new SequenceInputStream(new ByteArrayInputStream(new byte[5 * BLOCK]), failing(failure));

        try (InputStream in = staged(2, source, Stage.NONE)) {
            assertThat(in.readNBytes(4 * BLOCK)).hasSize(4 * BLOCK);
            assertThatThrownBy(() -> in.readNBytes(2 * BLOCK)).isSameAs(failure);
            assertThatThrownBy(in::read).as("and goes on to").isSameAs(failure);
        }
    }

    private static InputStream failing(RuntimeException failure) {
        return new InputStream() {
            @Override
            public int read() {
                throw failure;
            }
        };
    }

    @Test
    void tells_a_failure_of_the_stage() throws IOException {
        IOException failure = new IOException("no such chunk");

        try (InputStream in = staged(2, new ByteArrayInputStream(new byte[BLOCK]), block -> {
            throw failure;
        })) {
            assertThatThrownBy(in::read).isSameAs(failure);
        }
    }

    @Test
    void yields_nothing_after_it_was_closed() throws IOException {
        InputStream in = staged(0, new ByteArrayInputStream(new byte[50 * BLOCK]), Stage.NONE);
        in.readNBytes(BLOCK);
        in.close();

        assertThatThrownBy(() -> in.readNBytes(50 * BLOCK)).isInstanceOf(IOException.class);
    }

    @Test
    void closes_its_source_once_nobody_reads_it() throws IOException {
        AtomicBoolean reading = new AtomicBoolean();
        AtomicBoolean closedInBetween = new AtomicBoolean();
        AtomicBoolean closed = new AtomicBoolean();
        InputStream source = new InputStream() {
            @Override
            public int read() {
                reading.set(true);
                closedInBetween.compareAndSet(false, closed.get());
                reading.set(false);
                return 1;
            }

            @Override
            public void close() {
                closedInBetween.compareAndSet(false, reading.get());
                closed.set(true);
            }
        };

        InputStream in = staged(1, source, Stage.NONE);
        assertThat(in.read()).isEqualTo(1);
        in.close();

        assertThat(closed).isTrue();
        assertThat(closedInBetween).isFalse();
    }

    @Test
    void ends_when_the_thread_that_reads_is_interrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reading = StageTests.start(
                () -> {
                    try (InputStream in = staged(1, waiting(never), Stage.NONE)) {
                        in.read();
                    }
                },
                failure);
        StageTests.awaitWaiting(reading);

        reading.interrupt();
        reading.join();

        assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
    }

    private static InputStream waiting(CountDownLatch latch) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    latch.await(50, TimeUnit.SECONDS);
                    return -1;
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        };
    }

    private static StagedInput staged(int helpers, InputStream source, Stage stage) {
        return new StagedInput(new Lane(StageTests.NAME, BLOCK, 4, helpers), source, stage);
    }
}
