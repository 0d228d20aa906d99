package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Entry;

/** A content by its id, and its size. Immutable. */
record PlainContent(String id, long bytes) {
    static PlainContent of(Entry entry) {
        return new PlainContent(entry.content(), entry.object().bytes());
    }
}
