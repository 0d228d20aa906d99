package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.source.KeyRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A segment to be, whose objects may still be read and stored. */
record Piece(long number, KeyRange range, List<Draft> drafts) {
    /** When all its objects are read. */
    CompletableFuture<Void> read() {
        return CompletableFuture.allOf(drafts.stream().map(Draft::found).toArray(CompletableFuture<?>[]::new));
    }

    /** When all their contents are stored, after they are read. */
    CompletableFuture<Void> stored() {
        return CompletableFuture.allOf(drafts.stream()
                .flatMap(draft -> draft.found().join().stream())
                .map(Found::stored)
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Of those that are read and stored; vanished ones are left out. */
    Segment segment() {
        List<Entry> entries = new ArrayList<>();
        Map<String, StoredContent> contents = new HashMap<>();
        for (Draft draft : drafts) {
            if (isDone(draft.found())) {
                draft.found().join().filter(found -> isDone(found.stored())).ifPresent(found -> {
                    StoredContent stored = found.stored().join();
                    contents.put(stored.key(), stored);
                    entries.add(new Entry(found.object(), found.metadata(), found.content(), stored.key()));
                });
            }
        }
        return new Segment(range, entries, contents);
    }

    private static boolean isDone(CompletableFuture<?> work) {
        return work.isDone() && !work.isCompletedExceptionally();
    }
}
