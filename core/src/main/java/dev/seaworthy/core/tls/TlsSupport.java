package dev.seaworthy.core.tls;

/** Whether a server takes what it was offered. */
public enum TlsSupport {
    /** It chose it. */
    ACCEPTED,
    /**
     * It chose something else, or sent an alert, or ended the connection where it answers in another version: in that
     * of a handshake with this JVM, if there was one.
     */
    REFUSED,
    /** It gave no answer that tells, or it was not asked. */
    UNKNOWN
}
