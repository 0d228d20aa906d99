package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.failure.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a child process writes: each line given on as it comes, the last ones kept. */
final class Output {
    private static final Logger LOG = LoggerFactory.getLogger(Output.class);
    private static final int MOST_CHARACTERS = 64 * 1024;

    private final Consumer<String> listener;

    /** Of whoever tells the listener, which may be slow: those who ask for the tail or close do not wait for it. */
    private final Object turn = new Object();

    private boolean listening = true;
    private boolean closed;

    Output(Consumer<String> listener) {
        this.listener = listener;
    }

    /** One stream of it, read by a thread of its own until its end. */
    final class Stream {
        private final Deque<String> tail = new ArrayDeque<>();
        private final Thread reader;
        private int characters;

        Stream(InputStream input, Masking masking, String name) {
            reader = new Thread(() -> read(input, new OutputLines(masking, this::take)), name);
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream input, OutputLines lines) {
            try (Reader in = new InputStreamReader(input, StandardCharsets.UTF_8)) {
                char[] buffer = new char[4096];
                for (int count = in.read(buffer); count >= 0 && !isClosed(); count = in.read(buffer)) {
                    lines.take(buffer, count);
                }
            } catch (IOException e) {
                LOG.debug("Command: output is read no further", e);
            }
            lines.end();
        }

        private void take(String line) {
            keep(line);
            tell(line);
        }

        private void keep(String line) {
            synchronized (Output.this) {
                if (closed) {
                    return;
                }
                tail.addLast(line);
                characters += line.length();
                while (tail.size() > CommandResult.KEPT_LINES || characters > MOST_CHARACTERS) {
                    characters -= tail.removeFirst().length();
                }
            }
        }

        /** Waits for the end, though not for what the command left running and still holds the stream. */
        void await(long millis) throws InterruptedException {
            reader.join(millis);
        }

        List<String> tail() {
            synchronized (Output.this) {
                return List.copyOf(tail);
            }
        }
    }

    private void tell(String line) {
        synchronized (turn) {
            if (!listening || isClosed()) {
                return;
            }
            try {
                listener.accept(line);
            } catch (Throwable e) {
                listening = false;
                LOG.warn("Command: the listener failed and hears no more lines", Trace.of(e));
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Nothing is kept from here on, and nothing told but a line that is being told now. */
    synchronized void close() {
        closed = true;
    }
}
