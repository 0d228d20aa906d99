package dev.seaworthy.backup.objects.run;

/** Is told how far a run is, by many threads, each of which waits for it. */
public interface Progress {
    /** How much the newest snapshot has; before all else. */
    void expected(long objects, long bytes);

    /** The content of so many bytes was read from the source, or need not be. */
    void passed(long bytes, boolean read);

    /** One more object is done with. */
    void done();
}
