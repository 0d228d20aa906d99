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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process with a thread of its own, which stands still before each request to the store till it is given its turn.
 * Only one of all runs at a time.
 */
final class Actor {
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore stands = new Semaphore(0);
    private final Work work;
    private final ObjectStore store;
    private Outcome outcome = Outcome.DONE;
    private boolean killed;
    private boolean ended;
    private String request = "";
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

    private Actor(ObjectStore store, Work work) {
        this.work = work;
        this.store = store;
    }

    static Actor start(ObjectStore store, Work work) {
        Actor actor = new Actor(store, work);
        Thread thread = new Thread(actor::run, "actor");
        thread.setDaemon(true);
        thread.start();
        actor.stands.acquireUninterruptibly();
        return actor;
    }

    private void run() {
        try {
            work.run(new SteppedStore(store));
        } catch (Killed | StoreException e) {
            // as processes end
        } catch (Throwable e) {
            failure = e;
        } finally {
            ended = true;
            stands.release();
        }
    }

    /** What it stands before: {@code delete bucket/b/…}. */
    String request() {
        return request;
    }

    boolean isEnded() {
        return ended;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Has it make its request, and go on to the next or to its end. */
    void step(Outcome value) {
        outcome = value;
        turn.release();
        stands.acquireUninterruptibly();
    }

    private <T> T request(String what, String key, Supplier<T> effect) {
        if (killed) {
            throw new Killed();
        }
        request = what + " " + key;
        stands.release();
        turn.acquireUninterruptibly();
        Outcome now = outcome;
        if (now == Outcome.KILLED) {
            killed = true;
            throw new Killed();
        }
        if (now == Outcome.REFUSED) {
            throw new StoreException(key, "refused", null);
        }
        T result = effect.get();
        if (now == Outcome.ANSWER_LOST) {
            throw what.equals("commit")
                    ? new CommitInDoubtException(key, "lost", null)
                    : new StoreException(key, "lost", null);
        }
        return result;
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
