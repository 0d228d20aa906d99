package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.StoredContent;
import java.io.IOException;
import java.util.List;

/** Reads stored contents back. Safe for use by many threads. */
interface ContentCheck {
    /**
     * Reads one, unless it was read, and notes what is damaged.
     *
     * @param entries of one segment, whose contents it has
     */
    void check(StoredContent stored, List<Entry> entries) throws IOException;
}
