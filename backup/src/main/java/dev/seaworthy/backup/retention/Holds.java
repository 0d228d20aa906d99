package dev.seaworthy.backup.retention;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of backups in a store, {@code holds/<folder>/<id>/pin.<hash>.json} and {@code legal-hold.<hash>.json}, each
 * written once, readable without a key, and removed by a release. While one is there, no policy deletes its backup. The
 * hash is that of its text, so that to mark twice is to mark once. Safe for use by many threads and processes.
 *
 * <p>What has the name of a mark and cannot be read holds too, until it is deleted by hand. Whoever can delete from the
 * store can release: Object Lock is what binds them.
 */
public final class Holds {
    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);
    private static final String ROOT = "holds/";
    private static final Pattern FOLDER =
            Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,99}(/[0-9A-Za-z][0-9A-Za-z._-]{0,99}){0,3}");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,100}");
    private static final Pattern NAME = Pattern.compile("([0-9A-Za-z-]{1,100})/(pin|legal-hold)\\.[0-9a-f]{64}\\.json");
    private static final int MAX_BYTES = 64 * 1024;

    private final ObjectStore store;
    private final String prefix;
    private final Predicate<String> exists;
    private final InstantSource clock;

    private Holds(ObjectStore store, String folder, Predicate<String> exists, InstantSource clock) {
        this.store = Objects.requireNonNull(store, "store");
        if (!FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException("folder must be of letters, digits, dots, hyphens and underscores: "
                    + folder.replaceAll("\\p{Cntrl}", "?"));
        }
        this.prefix = ROOT + folder + "/";
        this.exists = exists;
        this.clock = clock;
    }

    /**
     * The marks of the backups of one folder.
     *
     * @param folder where those backups are, {@code database}, say
     * @param exists whether there is a backup of this id, by what the store says at that moment
     */
    public static Holds of(ObjectStore store, String folder, Predicate<String> exists, InstantSource clock) {
        return new Holds(store, folder, exists, clock);
    }

    /**
     * Keeps a backup until the pin is released.
     *
     * @param why in one line
     * @throws IllegalArgumentException if there is no such backup, or it is being deleted; the mark may stay
     * @throws StoreException if the mark could not be written
     */
    public Mark pin(String id, String why) {
        return put(new Mark(Mark.Kind.PIN, id, why, clock.instant()));
    }

    /**
     * Keeps a backup as evidence until this case releases it; each case holds by itself.
     *
     * @param caseName in one line
     * @throws IllegalArgumentException if there is no such backup, or it is being deleted; the mark may stay
     * @throws StoreException if the mark could not be written
     */
    public Mark hold(String id, String caseName) {
        return put(new Mark(Mark.Kind.LEGAL_HOLD, id, caseName, clock.instant()));
    }

    private Mark put(Mark mark) {
        requireThere(mark.backup());
        String key = key(mark);
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write(MarkFormat.write(mark).getBytes(StandardCharsets.UTF_8));
            }
            upload.commit();
        } catch (ObjectExistsException e) {
            LOG.debug("Backup {} has this mark already", mark.backup(), e);
        } catch (IOException e) {
            throw new StoreException(key, "Could not write " + key + ": " + e.getMessage(), e);
        }
        if (!exists.test(mark.backup())) { // the mark stays: a prune may have heeded it, or another caller relies on it
            throw new IllegalArgumentException(
                    "Backup " + mark.backup() + " is going, or gone: nothing is promised; see list()");
        }
        return mark;
    }

    private void requireThere(String id) {
        if (!ID.matcher(id).matches() || !exists.test(id)) {
            throw new IllegalArgumentException("There is no backup of this id, so that nothing is held: see list()");
        }
    }

    /**
     * Takes a mark back; does nothing if it is gone.
     *
     * @throws StoreException if it could not be removed
     */
    public void release(Mark mark) {
        store.delete(key(mark));
    }

    /**
     * All marks, in the order of their backups.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<Mark> list() {
        return found(prefix);
    }

    /**
     * The marks of one backup.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<Mark> of(String id) {
        return ID.matcher(id).matches() ? found(prefix + id + "/") : List.of();
    }

    private List<Mark> found(String below) {
        return store.list(below).stream()
                .map(StoredObject::key)
                .sorted(Comparator.naturalOrder())
                .map(this::read)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty if it is none, or was released meanwhile. */
    private Optional<Mark> read(String key) {
        Matcher name = NAME.matcher(key.substring(prefix.length()));
        if (!name.matches()) {
            return Optional.empty();
        }
        try (InputStream in = store.open(key)) {
            return Optional.of(parsed(key, name, in.readNBytes(MAX_BYTES)));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(key, "Could not read " + key + ": " + e.getMessage(), e);
        }
    }

    private Mark parsed(String key, Matcher name, byte[] text) {
        try {
            Mark mark = MarkFormat.read(new String(text, StandardCharsets.UTF_8));
            if (!key(mark).equals(key)) {
                throw new IllegalArgumentException("it is the mark " + key(mark));
            }
            return mark;
        } catch (RuntimeException e) {
            LOG.warn("Object {} is no mark of a backup, and holds it all the same: delete it by hand", key, e);
            return new Mark(MarkFormat.kind(name.group(2)), name.group(1), "cannot be read", clock.instant());
        }
    }

    private String key(Mark mark) {
        return prefix + mark.backup() + "/" + MarkFormat.name(mark);
    }
}
