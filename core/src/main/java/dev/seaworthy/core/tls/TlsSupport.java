package dev.seaworthy.core.tls;

/** Whether a server takes what it was offered. */
public enum TlsSupport {
    /** It chose it. */
    ACCEPTED,
    /** It chose something else, sent an alert, or ended the connection. */
    REFUSED,
    /** It did not answer in time, or it was not asked. */
    UNKNOWN
}
