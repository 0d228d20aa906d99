package dev.seaworthy.backup.objects.shard;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How a backup by many nodes stands, as a listing of its folder tells. Immutable once it is made. */
public final class Standing {
    static final String PLAN = "plan.json";
    static final String PARTS = "parts/";
    static final String CLAIMS = "claims/";
    static final String NOTES = "progress/";

    private static final Pattern PART = Pattern.compile(PARTS + "(\\d{4})\\.json(?:\\.age)?");
    private static final Pattern CLAIM = Pattern.compile(CLAIMS + "(\\d{4})-(\\d{4})");

    private static final BinaryOperator<Note> LATER =
            BinaryOperator.maxBy(Comparator.comparingInt(Note::attempt).thenComparingLong(Note::number));

    private final Set<Integer> ended = new HashSet<>();
    private final Map<Integer, Integer> attempts = new HashMap<>();
    private final Map<Integer, Note> notes = new HashMap<>();
    private boolean hasPlan;

    private Standing() {}

    /** @param names of what lies in the folder */
    static Standing of(Collection<String> names) {
        Standing standing = new Standing();
        names.forEach(standing::add);
        return standing;
    }

    private void add(String name) {
        Matcher part = PART.matcher(name);
        Matcher claim = CLAIM.matcher(name);
        if (part.matches()) {
            ended.add(Integer.parseInt(part.group(1)));
        } else if (claim.matches()) {
            attempts.merge(Integer.parseInt(claim.group(1)), Integer.parseInt(claim.group(2)), Math::max);
        } else if (name.startsWith(PLAN)) {
            hasPlan = true;
        } else if (name.startsWith(NOTES)) {
            Note.of(name.substring(NOTES.length())).ifPresent(note -> notes.merge(note.shard(), note, LATER));
        }
    }

    /** Whether it goes on, if there is time: what has no plan has ended. */
    public boolean hasPlan() {
        return hasPlan;
    }

    public boolean hasEnded(int shard) {
        return ended.contains(shard);
    }

    /** How many shards have ended. */
    public int ended() {
        return ended.size();
    }

    /** How many shards have been begun and not ended, those among them whose node has died. */
    public int underWay() {
        return (int) attempts.keySet().stream()
                .filter(shard -> !ended.contains(shard))
                .count();
    }

    /** The shards of a plan that have not ended. */
    public IntStream missing(Plan plan) {
        return IntStream.range(0, plan.shards()).filter(shard -> !ended.contains(shard));
    }

    int attempts(int shard) {
        return Optional.ofNullable(attempts.get(shard)).orElse(0);
    }

    /** How many objects the attempts are done with. */
    public long objects() {
        return notes.values().stream().mapToLong(Note::objects).sum();
    }

    /** The sizes of those together. */
    public long bytes() {
        return notes.values().stream().mapToLong(Note::bytes).sum();
    }
}
