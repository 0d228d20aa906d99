package dev.seaworthy.cdn;

/** A CDN, as the service behind it commands it. Implementations are safe for use by many threads. */
public interface CdnClient {
    /**
     * Makes the CDN drop its copies. Purging again what is already gone is no failure.
     *
     * @return what the CDN accepted; it does not tell when the last copy is gone
     * @throws CdnException if the CDN refused or could not be reached; {@link CdnException#notPurged()} is what to
     *     purge again
     */
    PurgeReceipt purge(Purge purge);
}
