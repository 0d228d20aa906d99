package dev.seaworthy.backup.objects.run;

/**
 * How much a run takes at once. Immutable.
 *
 * @param requests to the source
 * @param streams large objects on their way into the store, each of which has some 30 MiB of buffers
 */
public record Limits(int requests, int streams) {
    private static final int LEAST_STREAMS = 1;
    private static final int MOST_STREAMS = 8;
    private static final long STREAM_BYTES = 32L * 1024 * 1024;

    public Limits {
        if (requests < 1 || streams < LEAST_STREAMS) {
            throw new IllegalArgumentException(
                    "a run needs a request and a stream at least: " + requests + ", " + streams);
        }
    }

    /** With as many streams as fit into half of so much memory, beside the packs, from one to eight. */
    public static Limits of(int requests, long memoryBytes) {
        long streams = memoryBytes / 2 / STREAM_BYTES - 1;
        return new Limits(requests, (int) Math.max(LEAST_STREAMS, Math.min(MOST_STREAMS, streams)));
    }
}
