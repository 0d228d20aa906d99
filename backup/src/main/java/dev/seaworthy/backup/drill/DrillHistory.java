package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.manifest.Proofs;
import dev.seaworthy.backup.store.MissingObjectException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of drills in a store: {@code drills/<id>.proven.json}, {@code .failed.json} or
 * {@code .inconclusive.json}, each written once. Reading them needs no private key; nothing seals them, so whoever can
 * write to the store can forge them. What is no record is logged and passed over. Safe for use by many threads.
 */
public final class DrillHistory {
    private static final Logger LOG = LoggerFactory.getLogger(DrillHistory.class);
    private static final String FOLDER = Proofs.FOLDER;
    private static final Pattern KEY =
            Pattern.compile(FOLDER + "(" + TimeIds.PATTERN + ")\\.(proven|failed|inconclusive)\\.json");
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
     * @throws StoreException if the store cannot be read
     */
    public List<DrillRecord> newest(int most) {
        return keys().map(this::read).flatMap(Optional::stream).limit(most).toList();
    }

    /**
     * The backup that the newest proven drill was about, by reading one record; empty if no drill was proven. For
     * health checks and alerts. A record that is dated more than an hour in the future is passed over.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<ProvenBackup> lastProven() {
        return keys().filter(key -> key.group(2).equals("proven"))
                .map(this::read)
                .flatMap(Optional::stream)
                .filter(record -> !isOfTheFuture(record))
                .map(this::proven)
                .findFirst();
    }

    private boolean isOfTheFuture(DrillRecord record) {
        Instant latest = clock.instant().plus(OneDrill.MOST_AHEAD);
        return record.at().isAfter(latest)
                || ((Proven) record.verdict()).backup().begun().isAfter(latest);
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

    /** Empty if it is none, or was deleted meanwhile. */
    private Optional<DrillRecord> read(Matcher found) {
        String key = found.group();
        try (InputStream in = store.open(key)) {
            return parse(key, in.readNBytes(MAX_BYTES));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(key, "Could not read " + key + ": " + e.getMessage(), e);
        }
    }

    private static Optional<DrillRecord> parse(String key, byte[] text) {
        try {
            DrillRecord record = DrillFormat.read(new String(text, StandardCharsets.UTF_8));
            if (!key(record).equals(key)) {
                throw new IllegalArgumentException("it belongs to " + key(record));
            }
            return Optional.of(record);
        } catch (RuntimeException e) {
            LOG.warn("Object {} is no record of a drill, and passed over: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    private static String key(DrillRecord record) {
        return FOLDER + record.id() + "." + outcome(record.verdict()) + ".json";
    }

    private static String outcome(DrillVerdict verdict) {
        if (verdict.isProven()) {
            return "proven";
        }
        return verdict instanceof DrillVerdict.Inconclusive ? "inconclusive" : "failed";
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
