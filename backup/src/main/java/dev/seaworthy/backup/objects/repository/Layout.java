package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.id.TimeIds;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of one bucket's backups in a store. Immutable.
 *
 * @param name of the bucket's backups
 */
public record Layout(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final Pattern OF_RUN =
            Pattern.compile("[^/]+/[^/]+/(?:data|segments)/(" + TimeIds.PATTERN + ")/[^/]+");
    private static final Pattern SNAPSHOT =
            Pattern.compile("[^/]+/[^/]+/snapshots/(" + TimeIds.PATTERN + ")\\.json(?:\\.age)?");

    public Layout {
        Objects.requireNonNull(name, "name");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be of 1 to 63 lower-case letters, digits, dots and hyphens, the first none of the last two");
        }
    }

    /** With what all keys begin. */
    public String folder() {
        return "bucket/" + name + "/";
    }

    /** With what the keys of all contents begin. */
    public String data() {
        return folder() + "data/";
    }

    /** With what the keys of all segments begin. */
    public String segments() {
        return folder() + "segments/";
    }

    /** Where the recipe lies; its number goes up whenever what is stored needs another one. */
    String recipe() {
        return folder() + "DISASTER-1.md";
    }

    String snapshots() {
        return folder() + "snapshots/";
    }

    String content(String run, long number, String suffix) {
        return data() + run + "/%08d".formatted(number) + suffix;
    }

    String segment(String run, long number, String suffix) {
        return segments() + run + "/%08d.jsonl".formatted(number) + suffix;
    }

    String snapshot(String id, String suffix) {
        return snapshots() + requireId(id) + ".json" + suffix;
    }

    private static String requireId(String id) {
        if (!id.matches(TimeIds.PATTERN)) {
            throw new IllegalArgumentException("id must be that of a snapshot, as a report tells it");
        }
        return id;
    }

    /** The id of the run that stored a content or a segment, by its key; empty for what is neither. */
    public Optional<String> runOf(String key) {
        return group(OF_RUN, key);
    }

    /** The id of a snapshot, by the key of its manifest; empty for what is none. */
    Optional<String> snapshotOf(String key) {
        return group(SNAPSHOT, key);
    }

    private Optional<String> group(Pattern pattern, String key) {
        Matcher matcher = pattern.matcher(key);
        return key.startsWith(folder()) && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
