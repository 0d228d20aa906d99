package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.store.CommitInDoubtException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process whose threads stand still before each request to the store till it is given its turn: one request of one of
 * all actors at a time.
 */
final class Actor {
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final Work work;
    private final ObjectStore store;
    private boolean killed;
    private boolean ended;
    private @Nullable Throwable failure;

    /** What becomes of a request. */
    enum Outcome {
        DONE,
        REFUSED,
        ANSWER_LOST,
        KILLED
    }

    interface Work {
        void run(ObjectStore store) throws Exception;
    }

    /** Not an exception, so that nothing takes it for a failure of the store. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static final class Request {
        private final String name;
        private @Nullable Outcome outcome;
        private boolean done;

        Request(String name) {
            this.name = name;
        }
    }

    private Actor(ObjectStore store, Work work) {
        this.work = work;
        this.store = store;
    }

    static Actor start(ObjectStore store, Work work) {
        Actor actor = new Actor(store, work);
        Thread thread = new Thread(actor::run, "actor");
        thread.setDaemon(true);
        thread.start();
        return actor;
    }

    private void run() {
        Throwable end = null;
        try {
            work.run(new SteppedStore(store));
        } catch (Killed | StoreException e) {
            // as processes end
        } catch (Throwable e) {
            end = e;
        }
        synchronized (this) {
            failure = end;
            ended = true;
            notifyAll();
        }
    }

    private synchronized void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void awaitStanding() {
        while (waiting.isEmpty() && !ended) {
            pause();
        }
    }

    /** What it stands before: {@code delete bucket/b/…}; empty if it has ended. */
    synchronized String request() {
        awaitStanding();
        return ended ? "" : waiting.element().name;
    }

    synchronized boolean isEnded() {
        awaitStanding();
        return ended;
    }

    synchronized @Nullable Throwable failure() {
        return failure;
    }

    /** Has it make its request, and go on to the next or to its end. */
    synchronized void step(Outcome outcome) {
        awaitStanding();
        if (!ended) {
            Request next = waiting.remove();
            killed |= outcome == Outcome.KILLED;
            next.outcome = outcome;
            notifyAll();
            while (!next.done) {
                pause();
            }
            awaitStanding();
        }
    }

    private <T> T request(String what, String key, Supplier<T> effect) {
        Request request = new Request(what + " " + key);
        try {
            Outcome outcome = turn(request, key);
            if (outcome == Outcome.REFUSED) {
                throw new StoreException(key, "refused", null);
            }
            T result = effect.get();
            if (outcome == Outcome.ANSWER_LOST) {
                throw what.equals("commit")
                        ? new CommitInDoubtException(key, "lost", null)
                        : new StoreException(key, "lost", null);
            }
            return result;
        } finally {
            end(request);
        }
    }

    private synchronized Outcome turn(Request request, String key) {
        waiting.add(request);
        notifyAll();
        try {
            while (request.outcome == null && !killed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(key, "interrupted", e);
        }
        if (killed) {
            throw new Killed();
        }
        return Objects.requireNonNull(request.outcome);
    }

    private synchronized void end(Request request) {
        boolean unused = waiting.remove(request);
        request.done = true;
        notifyAll();
    }

    private void act(String what, String key, Runnable effect) {
        request(what, key, () -> {
            effect.run();
            return key;
        });
    }

    private final class SteppedStore extends OtherStore {
        SteppedStore(ObjectStore store) {
            super(store);
        }

        @Override
        public Upload upload(String key) {
            Upload upload = super.upload(key);
            return new Upload() {
                @Override
                public OutputStream stream() {
                    return upload.stream();
                }

                @Override
                public void commit() {
                    act("commit", key, upload::commit);
                }

                @Override
                public void close() {
                    upload.close();
                }
            };
        }

        @Override
        public InputStream open(String key) {
            return request("open", key, () -> super.open(key));
        }

        @Override
        public List<StoredObject> list(String prefix) {
            return request("list", prefix, () -> super.list(prefix));
        }

        @Override
        public void list(String prefix, Consumer<StoredObject> each) {
            list(prefix).forEach(each);
        }

        @Override
        public void delete(String key) {
            act("delete", key, () -> super.delete(key));
        }

        @Override
        public int discardUploads(String prefix, Instant begunBefore) {
            return request("discard", prefix, () -> super.discardUploads(prefix, begunBefore));
        }

        @Override
        public Optional<Instant> storedAt(String key) {
            return request("ask", key, () -> super.storedAt(key));
        }

        @Override
        public Optional<Instant> lockedUntil(String key) {
            return request("ask", key, () -> super.lockedUntil(key));
        }
    }
}
