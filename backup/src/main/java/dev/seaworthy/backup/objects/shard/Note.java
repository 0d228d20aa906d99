package dev.seaworthy.backup.objects.shard;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an attempt at a shard was at some time, all of it in the key of an object, so that one listing tells of all.
 * Immutable.
 *
 * @param number of the note, which goes up
 */
record Note(int shard, int attempt, long number, long objects, long bytes) {
    private static final Pattern NAME = Pattern.compile("(\\d{4})-(\\d{4})-(\\d{8})-(\\d{1,18})-(\\d{1,18})");

    static Optional<Note> of(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches()
                ? Optional.of(new Note(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4)),
                        Long.parseLong(matcher.group(5))))
                : Optional.empty();
    }

    String name() {
        return "%04d-%04d-%08d-%d-%d".formatted(shard, attempt, number, objects, bytes);
    }
}
