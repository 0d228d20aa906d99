package dev.seaworthy.core.testing;

import dev.seaworthy.core.config.RemoteSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A {@link RemoteSource} in memory, which can be told to fail or to hang. Safe for use by many threads. */
public final class SettableRemoteSource implements RemoteSource {
    private final String name;
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final List<Set<String>> asked = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean hangs;

    public SettableRemoteSource(String name) {
        this.name = name;
    }

    public SettableRemoteSource set(String variable, String text) {
        texts.put(variable, text);
        return this;
    }

    /** The next read throws this. */
    public SettableRemoteSource failNext(IOException exception) {
        failure.set(exception);
        return this;
    }

    /** The next read throws this. */
    public SettableRemoteSource failNext(RuntimeException exception) {
        failure.set(exception);
        return this;
    }

    /** Every read from now on waits until it is interrupted. */
    public SettableRemoteSource hang() {
        hangs = true;
        return this;
    }

    /** Waits until a read that hangs has been interrupted. */
    public void awaitInterrupted() throws InterruptedException {
        interrupted.await();
    }

    /** What each read asked for, in their order. */
    public List<Set<String>> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> read(Set<String> variables) throws IOException, InterruptedException {
        synchronized (asked) {
            asked.add(Set.copyOf(variables));
        }
        Exception told = failure.getAndSet(null);
        if (told instanceof IOException io) {
            throw io;
        }
        if (told instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (hangs) {
            hang(new CountDownLatch(1));
        }
        return variables.stream()
                .filter(texts::containsKey)
                .collect(Collectors.toMap(variable -> variable, texts::get));
    }

    private void hang(CountDownLatch never) throws InterruptedException {
        try {
            never.await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }
}
