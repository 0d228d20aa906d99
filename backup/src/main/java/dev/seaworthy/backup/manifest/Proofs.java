package dev.seaworthy.backup.manifest;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
            Pattern.compile(FOLDER + "\\d{8}T\\d{9}Z-[0-9a-f]{32}\\.(proven|failed)\\.json");
    private static final int MAX_BYTES = 1024 * 1024;

    private final ObjectStore store;
    private final Map<String, Optional<Shown>> read = new ConcurrentHashMap<>();

    /** What a drill showed of a backup. */
    private record Shown(String backup, boolean proven) {}

    public Proofs(ObjectStore store) {
        this.store = store;
    }

    /**
     * The ids of the backups that restore.
     *
     * @throws StoreException if the store cannot be read
     */
    public Set<String> backups() {
        Map<String, Boolean> shown = new HashMap<>();
        store.list(FOLDER).stream()
                .map(StoredObject::key)
                .filter(key -> WITH_A_RESULT.matcher(key).matches())
                .sorted(Comparator.reverseOrder())
                .map(key -> read.computeIfAbsent(key, this::read))
                .flatMap(Optional::stream)
                .forEach(one -> shown.putIfAbsent(one.backup(), one.proven()));
        return shown.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
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

    /** Empty for what is no record, or is about no backup. */
    private static Optional<Shown> parse(String key, String text) {
        try {
            Map<?, ?> root = tree(Json.readTree(text));
            String verdict = text(root, "verdict");
            if (!Integer.valueOf(1).equals(root.get("formatVersion"))
                    || !key.equals(
                            FOLDER + text(root, "id") + (verdict.equals("PROVEN") ? ".proven" : ".failed") + ".json")) {
                throw new IllegalArgumentException("it is none of this version, or of another key");
            }
            return verdict.equals("NOTHING_RESTORED")
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
