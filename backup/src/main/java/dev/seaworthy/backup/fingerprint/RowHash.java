package dev.seaworthy.backup.fingerprint;

/** How a row becomes a number of 64 bits; a table's hash is the sum over its rows, so their order does not count. */
public enum RowHash {
    /**
     * PostgreSQL's {@code hashtextextended} of the row's text. The fastest; equal on versions 13 to 18, but not
     * promised by PostgreSQL, and another on machines of another byte order: a restore that meets another says so.
     */
    HASHTEXT,

    /**
     * The first 64 bits of the SHA-256 of the row's text, in the encoding of the database: the same on every server, at
     * two to three times the cost.
     */
    SHA256
}
