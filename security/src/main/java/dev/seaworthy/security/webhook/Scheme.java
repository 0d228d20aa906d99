package dev.seaworthy.security.webhook;

/** How one kind of senders signs: HMAC-SHA-256 of a head and the body. */
interface Scheme {
    /** Reads the headers of the scheme, and refuses if they are missing or can't be read. */
    Claim read(Claim.Headers headers) throws RefusedException;

    /** A signature as the header has it. */
    String text(byte[] mac);
}
