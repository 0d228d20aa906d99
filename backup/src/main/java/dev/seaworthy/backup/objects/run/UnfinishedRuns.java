package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Repository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which runs another goes on with. */
final class UnfinishedRuns {
    /** Of whose segments one each is in memory; what older ones have read, those found in theirs. */
    private static final int MOST_OTHERS = 2;

    private UnfinishedRuns() {}

    /**
     * The earlier attempts at a share, if there were any, and then the newest runs that never ended.
     *
     * @param keys of segments that no snapshot names
     */
    static List<UnfinishedRun> of(Repository repository, Present present, List<String> keys, Share share) {
        SortedMap<String, List<String>> runs = new TreeMap<>(Collections.reverseOrder());
        for (String key : keys) {
            repository
                    .layout()
                    .runOf(key)
                    .filter(run -> !share.isOfAnother(run, key))
                    .ifPresent(run ->
                            runs.computeIfAbsent(run, any -> new ArrayList<>()).add(key));
        }
        List<List<String>> asked = new ArrayList<>();
        Optional.ofNullable(runs.remove(share.snapshot())).ifPresent(asked::add);
        runs.values().stream().limit(MOST_OTHERS).forEach(asked::add);
        return asked.stream()
                .map(segments -> segments.stream().sorted(Attempt.ORDER).toList())
                .map(segments -> new UnfinishedRun(repository.segments(), present, segments))
                .toList();
    }
}
