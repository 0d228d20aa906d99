package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The records of drills in a store: {@code drills/<id>.proven.json} or {@code .failed.json}, each written once. Reading
 * them needs no private key. Safe for use by many threads.
 */
public final class DrillHistory {
    private static final String FOLDER = "drills/";
    private static final Pattern KEY = Pattern.compile(FOLDER + "(" + DrillIds.PATTERN + ")\\.(proven|failed)\\.json");
    private static final int MAX_BYTES = 1024 * 1024;

    private final ObjectStore store;
    private final InstantSource clock;

    DrillHistory(ObjectStore store, InstantSource clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = clock;
    }

    /** What was kept in this store. */
    public static DrillHistory of(ObjectStore store) {
        return new DrillHistory(store, InstantSource.system());
    }

    /**
     * The newest records, newest first, each of which it reads.
     *
     * @param most how many at most
     * @throws StoreException if the store or one of them cannot be read
     */
    public List<DrillRecord> newest(int most) {
        return keys().limit(most).map(this::read).toList();
    }

    /**
     * The backup that the newest proven drill was about, by reading one record; empty if no drill was proven. For
     * health checks and alerts.
     *
     * @throws StoreException if the store or that record cannot be read
     */
    public Optional<ProvenBackup> lastProven() {
        return keys().filter(key -> key.group(2).equals("proven"))
                .findFirst()
                .map(this::read)
                .map(this::proven);
    }

    private ProvenBackup proven(DrillRecord record) {
        DrilledBackup backup = ((Proven) record.verdict()).backup();
        return new ProvenBackup(backup.id(), backup.begun(), record.at(), age(backup.begun()));
    }

    Duration age(Instant begun) {
        return Duration.between(begun, clock.instant());
    }

    private Stream<Matcher> keys() {
        return store.list(FOLDER).stream()
                .map(StoredObject::key)
                .sorted(Comparator.reverseOrder())
                .map(KEY::matcher)
                .filter(Matcher::matches);
    }

    private DrillRecord read(Matcher found) {
        String key = found.group();
        try (InputStream in = store.open(key)) {
            return parse(key, in.readNBytes(MAX_BYTES));
        } catch (IOException e) {
            throw new StoreException(key, "Could not read " + key + ": " + e.getMessage(), e);
        }
    }

    private static DrillRecord parse(String key, byte[] text) {
        try {
            DrillRecord record = DrillFormat.read(new String(text, StandardCharsets.UTF_8));
            if (!key(record).equals(key)) {
                throw new IllegalArgumentException("it belongs to " + key(record));
            }
            return record;
        } catch (RuntimeException e) {
            throw new StoreException(key, "Object " + key + " is no record of a drill: " + e.getMessage(), e);
        }
    }

    private static String key(DrillRecord record) {
        return FOLDER + record.id() + (record.verdict().isProven() ? ".proven" : ".failed") + ".json";
    }

    /** Writes a record, in place of none. */
    void keep(DrillRecord record) throws IOException {
        try (Upload upload = store.upload(key(record))) {
            try (OutputStream out = upload.stream()) {
                out.write(DrillFormat.write(record).getBytes(StandardCharsets.UTF_8));
            }
            upload.commit();
        }
    }
}
