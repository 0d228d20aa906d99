package dev.seaworthy.backup.objects.garbage;

import java.util.List;
import java.util.Optional;

/**
 * What a collection has done, or would do. Immutable.
 *
 * @param condemned what has its mark since this time
 * @param waiting what had it before, and not for long enough
 * @param deleted what is gone
 * @param locked what the store does not let go of yet
 * @param uploads how many that never ended were discarded
 * @param extended the locks of how many objects end later than before
 * @param problems why single objects stay for the next time, the first of them
 * @param stopped why it did not go on to the end; empty if it did
 */
public record Collected(
        Amount condemned,
        Amount waiting,
        Amount deleted,
        Amount locked,
        int uploads,
        long extended,
        List<String> problems,
        Optional<String> stopped) {
    public Collected {
        problems = List.copyOf(problems);
    }
}
