package dev.seaworthy.backup.content;

import dev.seaworthy.backup.store.CommitInDoubtException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** What one run has stored, or may have: a commit can fail after it has stored, but not when the key was taken. */
public final class Written {
    private final Deque<String> keys = new ArrayDeque<>();

    /** Stores something, or fails. */
    public interface Commit {
        void run() throws IOException;
    }

    /** Runs it, and takes the key for stored unless it was taken before. */
    public void by(Commit commit, String key) throws IOException {
        keys.push(key);
        try {
            commit.run();
        } catch (ObjectExistsException e) {
            keys.pop();
            throw e;
        }
    }

    /** The same of what makes a backup of all the others: they stay while it may yet come to be there. */
    public void last(Commit commit, String key) throws IOException {
        try {
            by(commit, key);
        } catch (CommitInDoubtException e) {
            keys.retainAll(Set.of(key));
            throw e;
        }
    }

    /** The last first, so that no manifest is ever without its dump. */
    public void discard(ObjectStore store) {
        keys.forEach(store::delete);
    }
}
