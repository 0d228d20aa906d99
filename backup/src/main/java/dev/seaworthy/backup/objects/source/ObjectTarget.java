package dev.seaworthy.backup.objects.source;

import java.io.IOException;
import java.io.InputStream;

/** A bucket, or what is like one, into which objects are restored. As safe for use by many threads. */
public interface ObjectTarget extends ObjectSource {
    /**
     * Puts an object in the place of what may be there; nobody sees a part of it.
     *
     * @param object what it was when it was backed up; its size is that of the content
     * @param content read to its end; if it ends before or after its size, or a read of it fails, what was there stays
     * @throws IOException if the content cannot be read
     */
    void put(SourceObject object, ObjectMetadata metadata, InputStream content) throws IOException;

    /** Removes an object; does nothing if there is none. */
    void delete(String key);
}
