package dev.seaworthy.backup.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
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
class StagedOutputTest {
    private static final int BLOCK = 100;

    @AfterEach
    void hasEndedItsThreads() {
        StageTests.awaitNoThreads();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 7 * BLOCK, 1_000_000})
    void hands_on_all_bytes_in_their_order(int size) throws IOException {
        byte[] bytes = StageTests.noise(size);
        ByteArrayOutputStream next = new ByteArrayOutputStream();

        try (OutputStream out = staged(3, next, Stage.NONE)) {
            out.write(bytes);
        }

        assertThat(next.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void numbers_its_blocks_and_marks_the_last() throws IOException {
        Queue<String> seen = new ConcurrentLinkedQueue<>();

        try (OutputStream out = staged(0, OutputStream.nullOutputStream(), block -> {
            seen.add(block.number() + " of " + block.length() + (block.isLast() ? ", the last" : ""));
            return block;
        })) {
            out.write(new byte[2 * BLOCK]);
        }

        assertThat(seen).containsExactly("0 of 100", "1 of 100, the last");
    }

    @Test
    void applies_the_stage_to_several_blocks_at_once() throws IOException {
        CyclicBarrier all = new CyclicBarrier(2);

        try (OutputStream out = staged(2, OutputStream.nullOutputStream(), block -> {
            await(all);
            return block;
        })) {
            out.write(new byte[6 * BLOCK]);
        }

        assertThat(all.isBroken()).isFalse();
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("they are not at work at once", e);
        }
    }

    @Test
    void needs_no_thread_for_one_block() throws IOException {
        AtomicReference<Thread> worker = new AtomicReference<>();

        try (OutputStream out = staged(3, OutputStream.nullOutputStream(), block -> {
            worker.set(Thread.currentThread());
            return block;
        })) {
            out.write(new byte[BLOCK]);
        }

        assertThat(worker).hasValue(Thread.currentThread());
    }

    @Test
    void takes_no_more_blocks_than_it_may_hold() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger taken = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();

        Thread writing = StageTests.start(
                () -> {
                    try (OutputStream out = new StagedOutput(lane(0), gated(gate), Stage.NONE)) {
                        for (int i = 0; i < 50 * BLOCK; i++) {
                            out.write(i);
                            taken.incrementAndGet();
                        }
                    }
                },
                failure);
        StageTests.awaitWaiting(writing);

        assertThat(taken).hasValue(4 * BLOCK);
        gate.countDown();
        writing.join();
        assertThat(failure).hasValue(null);
        assertThat(taken).hasValue(50 * BLOCK);
    }

    private static OutputStream gated(CountDownLatch gate) {
        return new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Test
    void tells_a_failure_of_the_next_stream_as_it_is() {
        IOException failure = new IOException("the disk is full");
        OutputStream out = staged(1, failing(failure), Stage.NONE);

        assertThatThrownBy(() -> {
                    while (true) {
                        out.write(new byte[BLOCK]);
                    }
                })
                .isSameAs(failure);

        assertThatCode(out::close).as("told once").doesNotThrowAnyException();
    }

    @Test
    void tells_an_error_once_even_if_the_next_stream_cannot_be_closed_for_it() {
        OutOfMemoryError failure = new OutOfMemoryError("in a test");
        OutputStream next = new OutputStream() {
            @Override
            public void write(int value) {
                throw failure;
            }

            @Override
            public void close() {
                throw failure;
            }
        };

        assertThatThrownBy(() -> {
                    try (OutputStream out = staged(0, next, Stage.NONE)) {
                        while (true) {
                            out.write(new byte[BLOCK]);
                        }
                    }
                })
                .isSameAs(failure);
    }

    @Test
    void tells_a_failure_of_the_stage_when_it_is_closed_if_not_before() throws IOException {
        IllegalStateException failure = new IllegalStateException("no cipher");
        AtomicBoolean closed = new AtomicBoolean();
        OutputStream out = staged(1, noting(closed), block -> {
            throw failure;
        });
        out.write(new byte[BLOCK + 1]);

        assertThatThrownBy(out::close).isSameAs(failure);

        assertThat(closed).isTrue();
        assertThatCode(out::close).doesNotThrowAnyException();
    }

    @Test
    void hands_on_nothing_after_a_failure() throws IOException {
        ByteArrayOutputStream next = new ByteArrayOutputStream();
        OutputStream out = staged(0, next, block -> {
            if (block.number() == 1) {
                throw new IOException("the second");
            }
            return block;
        });

        assertThatThrownBy(() -> {
                    out.write(new byte[3 * BLOCK]);
                    out.close();
                })
                .hasMessage("the second");

        out.close();
        assertThat(next.size()).isEqualTo(BLOCK);
    }

    @Test
    void tells_a_failure_to_close_the_next_stream() {
        IOException failure = new IOException("could not be closed");
        OutputStream next = new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                throw failure;
            }
        };

        assertThatThrownBy(staged(0, next, Stage.NONE)::close).isSameAs(failure);
    }

    @Test
    void ends_when_the_thread_that_writes_is_interrupted() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        Thread writing = StageTests.start(
                () -> {
                    OutputStream out = staged(2, gated(new CountDownLatch(1)), Stage.NONE);
                    try (out) {
                        out.write(new byte[50 * BLOCK]);
                    } finally {
                        stillInterrupted.set(Thread.currentThread().isInterrupted());
                    }
                },
                failure);
        StageTests.awaitWaiting(writing);

        writing.interrupt();
        writing.join();

        assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(stillInterrupted).isTrue();
    }

    /** The writer's failure would be nobody's to see. */
    @Test
    void kills_no_thread_of_its_own_by_an_interrupt() throws Exception {
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try {
            CountDownLatch gate = new CountDownLatch(1);
            Thread writing = StageTests.start(
                    () -> {
                        OutputStream out = staged(0, gated(gate), Stage.NONE);
                        try {
                            out.write(new byte[50 * BLOCK]);
                        } catch (InterruptedIOException e) {
                            gate.countDown();
                            Thread.interrupted();
                        }
                        out.close();
                    },
                    new AtomicReference<>());
            StageTests.awaitWaiting(writing);
            writing.interrupt();
            writing.join();
            StageTests.awaitNoThreads();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(null);
        }

        assertThat(uncaught).isEmpty();
    }

    @Test
    void ends_when_the_thread_that_closes_is_interrupted() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread closing = StageTests.start(
                () -> {
                    OutputStream out = staged(0, gated(new CountDownLatch(1)), Stage.NONE);
                    out.write(new byte[BLOCK + 1]);
                    out.close();
                },
                failure);
        for (StackTraceElement[] stack = closing.getStackTrace();
                List.of(stack).stream().noneMatch(frame -> frame.getMethodName().equals("finish"));
                stack = closing.getStackTrace()) {
            Thread.onSpinWait();
        }

        closing.interrupt();
        closing.join();

        assertThat(failure.get()).isInstanceOf(Exception.class);
    }

    @Test
    void takes_nothing_after_its_end() throws IOException {
        OutputStream out = staged(0, OutputStream.nullOutputStream(), Stage.NONE);
        out.close();

        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void starts_with_a_small_buffer() throws IOException {
        AtomicInteger size = new AtomicInteger();
        Lane large = new Lane(StageTests.NAME, 16 * 1024 * 1024, 2, 1);

        try (OutputStream out = new StagedOutput(large, OutputStream.nullOutputStream(), block -> {
            size.set(block.bytes().length);
            return block;
        })) {
            out.write(new byte[1000]);
        }

        assertThat(size).hasValue(64 * 1024);
    }

    @Test
    void leaves_room_for_what_a_stage_adds_in_place() throws IOException {
        byte[] bytes = StageTests.noise(50 * BLOCK);
        ByteArrayOutputStream next = new ByteArrayOutputStream();
        Lane lane = new Lane(StageTests.NAME, BLOCK, 3, 4, 2);

        try (OutputStream out = new StagedOutput(lane, next, block -> {
            block.bytes()[BLOCK + 2] = (byte) block.number();
            return block.with(block.bytes(), block.length() + 3);
        })) {
            out.write(bytes);
        }

        assertThat(next.size()).isEqualTo(50 * (BLOCK + 3));
        for (int block = 0; block < 50; block++) {
            int start = block * (BLOCK + 3);
            assertThat(Arrays.copyOfRange(next.toByteArray(), start, start + BLOCK))
                    .isEqualTo(Arrays.copyOfRange(bytes, block * BLOCK, (block + 1) * BLOCK));
            assertThat(next.toByteArray()[start + BLOCK + 2]).isEqualTo((byte) block);
        }
    }

    @Test
    void has_no_fewer_spare_bytes_than_none() {
        assertThatThrownBy(() -> new Lane("x", 1, -1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_two_blocks_at_least() {
        assertThatThrownBy(() -> new Lane("x", 1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static OutputStream noting(AtomicBoolean closed) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
    }

    private static OutputStream failing(IOException failure) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw failure;
            }
        };
    }

    private static Lane lane(int helpers) {
        return new Lane(StageTests.NAME, BLOCK, 4, helpers);
    }

    private static StagedOutput staged(int helpers, OutputStream next, Stage stage) {
        return new StagedOutput(lane(helpers), next, stage);
    }
}
