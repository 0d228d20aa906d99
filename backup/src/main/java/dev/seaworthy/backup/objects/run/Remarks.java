package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.snapshot.Remark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to objects: the first are kept, all are counted. Safe for use by many threads. */
final class Remarks {
    private static final int MOST = 1000;

    private final List<Remark> first = new ArrayList<>();
    private long count;

    synchronized void add(String key, Remark.Kind kind) {
        count++;
        if (first.size() < MOST) {
            first.add(new Remark(key, kind));
        }
    }

    synchronized List<Remark> first() {
        return first.stream().sorted(Comparator.comparing(Remark::key)).toList();
    }

    synchronized long count() {
        return count;
    }
}
