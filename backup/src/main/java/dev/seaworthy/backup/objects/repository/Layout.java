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
    /** What a name is. */
    public static final String NAME_RULE =
            "name must be of 1 to 63 lower-case letters, digits, dots and hyphens, the first none of the last two";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
    private static final Pattern OF_RUN =
            Pattern.compile("[^/]+/[^/]+/(?:data|segments)/(" + TimeIds.PATTERN + ")/[^/]+");
    private static final Pattern UNIT = Pattern.compile("([^/]+/[^/]+/(?:data/" + TimeIds.PATTERN
            + "/\\d{8,}(?:\\.tar)?|segments/" + TimeIds.PATTERN
            + "/\\d{8,}\\.jsonl)(?:\\.zst)?(?:\\.age)?)(?:\\.\\d{4,})?");
    private static final Pattern NUMBER = Pattern.compile("/(\\d{8,18})[^/]*$");
    private static final Pattern SNAPSHOT =
            Pattern.compile("[^/]+/[^/]+/snapshots/(" + TimeIds.PATTERN + ")\\.json(?:\\.age)?");

    public Layout {
        Objects.requireNonNull(name, "name");
        if (!isName(name)) {
            throw new IllegalArgumentException(NAME_RULE);
        }
    }

    /** Whether it can be the name of a bucket's backups. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
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

    /**
     * With what the keys of marks begin: a content or a segment {@code folder()X} that is not to be referred to any
     * more has the mark {@code condemned()X}.
     */
    public String condemned() {
        return folder() + "condemned/";
    }

    /** With what the keys of the records begin that a snapshot was verified; each ends with the snapshot's id. */
    String proven() {
        return folder() + "proven/";
    }

    /** With what the keys of all snapshots begin. */
    public String snapshots() {
        return folder() + "snapshots/";
    }

    String content(String run, long number, String suffix) {
        return data() + run + "/%08d".formatted(number) + suffix;
    }

    String segment(String run, long number, String suffix) {
        return segments() + run + "/%08d.jsonl".formatted(number) + suffix;
    }

    /** The key of a snapshot's manifest, but for what tells that it is sealed. */
    String snapshot(String id) {
        return snapshots() + requireId(id) + ".json";
    }

    /** With what the keys begin of what nodes tell one another of backups that they make together. */
    public String runs() {
        return folder() + "runs/";
    }

    static String requireId(String id) {
        if (!id.matches(TimeIds.PATTERN)) {
            throw new IllegalArgumentException("id must be that of a snapshot, as a report tells it");
        }
        return id;
    }

    /** The id of the run that stored a content or a segment, by its key; empty for what is neither. */
    public Optional<String> runOf(String key) {
        return group(OF_RUN, key);
    }

    /** The number of a content or a segment in the run that stored it, by its key; 0 for what is neither. */
    public static long numberOf(String key) {
        Matcher matcher = NUMBER.matcher(key);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /**
     * The key of the content or the segment that an object is, or goes on with; empty for what is neither. A content
     * that one object cannot hold goes on in others, of its key and a number.
     */
    public Optional<String> unitOf(String key) {
        return group(UNIT, key);
    }

    /** Refuses what would have us read, or delete, what belongs to others. */
    public void requireOwn(Part part) {
        for (SegmentRef segment : part.segments()) {
            segment.content().objects().forEach(object -> {
                if (runOf(object.key()).isEmpty() || !object.key().startsWith(segments())) {
                    throw new IllegalArgumentException("it names what is no segment of its bucket");
                }
            });
        }
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
