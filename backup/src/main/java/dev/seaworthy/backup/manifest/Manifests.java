package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manifests in a store: {@code database/<id>/manifest.json}, beside the dump that each describes. A manifest is
 * written last and never again; what has none is no backup.
 */
public final class Manifests {
    /** Under which all backups of databases are. */
    public static final String FOLDER_NAME = "database";

    /** With what all keys of backups of databases begin. */
    public static final String FOLDER = FOLDER_NAME + "/";

    private static final Pattern OBJECT = Pattern.compile("database/([0-9A-Za-z-]{1,100})/[^/]+");
    private static final Pattern MANIFEST = Pattern.compile("database/([0-9A-Za-z-]{1,100})/manifest\\.json");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,100}");

    private final ObjectStore store;
    private final ManifestFormat format = new ManifestFormat();

    public Manifests(ObjectStore store) {
        this.store = store;
    }

    /** Where the dump of a backup is kept. */
    public static String dumpKey(String id) {
        return FOLDER + requireId(id) + "/dump.zst.age";
    }

    /** Where it is kept if rows are apart: whoever takes it for all of the dump finds nothing. */
    public static String dumpWithoutRowsKey(String id) {
        return FOLDER + requireId(id) + "/dump-without-rows.zst.age";
    }

    /** Where the rows of a table are kept that are apart from the dump; numbers begin at 1. */
    public static String rowsKey(String id, int number) {
        return FOLDER + requireId(id) + "/rows.%04d.zst.age".formatted(number);
    }

    /** Where the globals of its server are kept. */
    public static String globalsKey(String id) {
        return FOLDER + requireId(id) + "/globals.sql.zst.age";
    }

    /** Where its manifest is kept. */
    public static String manifestKey(String id) {
        return FOLDER + requireId(id) + "/manifest.json";
    }

    private static String requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id must be that of a backup, letters, digits and hyphens");
        }
        return id;
    }

    public void publish(Manifest manifest) throws IOException {
        try (Upload upload = store.upload(manifestKey(manifest.id()))) {
            try (OutputStream out = upload.stream()) {
                out.write(format.write(manifest));
            }
            upload.commit();
        }
    }

    /** The ids of all backups, newest first. */
    public List<String> ids() {
        return store.list(FOLDER).stream()
                .map(StoredObject::key)
                .map(MANIFEST::matcher)
                .filter(Matcher::matches)
                .map(manifest -> manifest.group(1))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** The keys of all that no manifest stands beside: of runs that are under way, or have died. */
    public List<String> keysWithoutManifest() {
        List<String> keys = store.list(FOLDER).stream().map(StoredObject::key).toList();
        Set<String> published = keys.stream()
                .map(MANIFEST::matcher)
                .filter(Matcher::matches)
                .map(manifest -> manifest.group(1))
                .collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> idOf(key).filter(id -> !published.contains(id)).isPresent())
                .toList();
    }

    /** The id of the backup that an object belongs to, by its key. */
    public static Optional<String> idOf(String key) {
        Matcher object = OBJECT.matcher(key);
        return object.matches() ? Optional.of(object.group(1)) : Optional.empty();
    }

    /**
     * The manifest of one backup.
     *
     * @throws MissingObjectException if there is no such backup
     * @throws UnreadableManifestException if what is there is no manifest, or not this one
     */
    public Manifest read(String id) {
        String key = manifestKey(id);
        try (InputStream in = store.open(key)) {
            Manifest manifest = parse(key, in.readAllBytes());
            requireOwn(key, id, manifest);
            return manifest;
        } catch (IOException e) {
            throw new StoreException(key, "Could not read " + key + ": " + e.getMessage(), e);
        }
    }

    /** Whether there is a backup of this id, by a listing. */
    public boolean exists(String id) {
        String key = manifestKey(id);
        return store.list(key).stream().anyMatch(object -> object.key().equals(key));
    }

    /** The manifest of one backup, or nothing if it was deleted meanwhile. */
    public Optional<Manifest> find(String id) {
        try {
            return Optional.of(read(id));
        } catch (MissingObjectException e) {
            return Optional.empty();
        }
    }

    /** Refuses what would have us read, or delete, what belongs to others. */
    private static void requireOwn(String key, String id, Manifest manifest) {
        Stream<String> foreign = manifest.contents().stream()
                .flatMap(content -> content.objects().stream())
                .map(ContentObject::key)
                .filter(object -> !isWithin(FOLDER + id + "/", object))
                .map(object -> "it names " + object);
        Stream<String> otherId =
                Stream.of(manifest.id()).filter(other -> !other.equals(id)).map(other -> "it is of " + other);
        String problems = Stream.concat(otherId, foreign).collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new UnreadableManifestException(
                    key,
                    "Object " + key + " is not the manifest of backup " + id + ": "
                            + problems.replaceAll("\\p{Cntrl}", "?"),
                    null);
        }
    }

    private static boolean isWithin(String folder, String key) {
        try {
            return ObjectStore.requireSafeKey(key).startsWith(folder);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Manifest parse(String key, byte[] text) {
        try {
            return format.read(text);
        } catch (RuntimeException e) {
            throw new UnreadableManifestException(key, "Object " + key + " is no manifest: " + e.getMessage(), e);
        }
    }
}
