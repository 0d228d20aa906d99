package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.concurrent.CompletableFuture;

/**
 * An object as a run found it. Immutable.
 *
 * @param content its id
 * @param stored what has it, once that is stored
 */
record Found(SourceObject object, ObjectMetadata metadata, String content, CompletableFuture<StoredContent> stored) {
    static Found of(Kept kept) {
        return new Found(
                kept.entry().object(),
                kept.entry().metadata(),
                kept.entry().content(),
                CompletableFuture.completedFuture(kept.stored()));
    }
}
