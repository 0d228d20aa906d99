package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which backups restore, by the records that drills leave in a store: of those about one backup the newest counts that
 * came to a result, since a backup that was proven can be damaged later. Each record is read once. Safe for use by many
 * threads.
 */
public final class Proofs {
    /** With what the keys of all records begin. */
    public static final String FOLDER = "drills/";

    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);
    private static final Pattern WITH_A_RESULT =
            Pattern.compile(FOLDER + "(" + TimeIds.PATTERN + ")\\.(proven|failed)\\.json");
    private static final int MAX_BYTES = 1024 * 1024;

    /** How far clocks may differ: what is dated later says nothing. */
    private static final Duration MOST_AHEAD = Duration.ofHours(1);

    private final ObjectStore store;
    private final InstantSource clock;
    private final Map<String, Optional<Shown>> read = new ConcurrentHashMap<>();

    /** What a drill showed of a backup. */
    private record Shown(String backup, boolean proven) {}

    public Proofs(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The ids of the backups that restore.
     *
     * @throws StoreException if the store cannot be read
     */
    public Set<String> backups() {
        Map<String, Boolean> shown = new HashMap<>();
        Instant latest = clock.instant().plus(MOST_AHEAD);
        store.list(FOLDER).stream()
                .map(StoredObject::key)
                .filter(key -> isOfThePast(key, latest))
                .sorted(Comparator.reverseOrder())
                .map(key -> read.computeIfAbsent(key, this::read))
                .flatMap(Optional::stream)
                .forEach(one -> shown.putIfAbsent(one.backup(), one.proven()));
        return shown.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Otherwise one by a wrong clock would count for as long as that time has not come. */
    private static boolean isOfThePast(String key, Instant latest) {
        Matcher record = WITH_A_RESULT.matcher(key);
        return record.matches()
                && TimeIds.time(record.group(1))
                        .filter(at -> !at.isAfter(latest))
                        .isPresent();
    }

    private Optional<Shown> read(String key) {
        try (InputStream in = store.open(key)) {
            return parse(key, new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        } catch (MissingObjectException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(key, "Could not read " + key + ": " + e.getMessage(), e);
        }
    }

    /** Empty for what is no record, or says nothing of a backup. */
    private static Optional<Shown> parse(String key, String text) {
        try {
            Map<?, ?> root = tree(Json.readTree(text));
            String verdict = text(root, "verdict");
            if (!Integer.valueOf(1).equals(root.get("formatVersion"))
                    || !key.equals(
                            FOLDER + text(root, "id") + (verdict.equals("PROVEN") ? ".proven" : ".failed") + ".json")) {
                throw new IllegalArgumentException("it is none of this version, or of another key");
            }
            return verdict.equals("NOTHING_RESTORED") || Boolean.TRUE.equals(root.get("inconclusive"))
                    ? Optional.empty()
                    : Optional.of(new Shown(
                            text(root, "backup"),
                            text(tree(root.get("restore")), "verdict").equals("PROVEN")));
        } catch (RuntimeException e) {
            LOG.warn("Object {} is no record of a drill, and proves nothing: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<?, ?> tree(@Nullable Object json) {
        return (Map<?, ?>) Objects.requireNonNull(json);
    }

    private static String text(Map<?, ?> node, String field) {
        return (String) Objects.requireNonNull(node.get(field), field);
    }
}
