package dev.seaworthy.backup.objects.run;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * An entry of a segment to be, whose object may still be read.
 *
 * @param found nothing if the object has vanished
 */
record Draft(String key, CompletableFuture<Optional<Found>> found) {
    static Draft of(Kept kept) {
        return new Draft(kept.entry().object().key(), CompletableFuture.completedFuture(Optional.of(Found.of(kept))));
    }
}
