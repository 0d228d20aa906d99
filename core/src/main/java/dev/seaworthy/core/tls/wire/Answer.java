package dev.seaworthy.core.tls.wire;

import java.util.List;

/** What came back after a ClientHello. */
public sealed interface Answer {
    /**
     * A ServerHello, or a HelloRetryRequest, which chooses too.
     *
     * @param version 0x0300 for SSL 3.0 to 0x0304 for TLS 1.3
     * @param suite the code of the cipher suite
     * @param certificates in DER, in the order of sending; none in TLS 1.3, where they are encrypted
     */
    record Chosen(int version, int suite, List<byte[]> certificates) implements Answer {
        public Chosen {
            certificates = List.copyOf(certificates);
        }
    }

    /** A fatal alert, by its number in the registry of IANA. */
    record Alerted(int description) implements Answer {}

    /** The end of the connection, or a reset, before there was an answer. */
    record Closed() implements Answer {}

    /** Nothing whole until the deadline. */
    record Silent() implements Answer {}

    /** Bytes that are no TLS. */
    record Foreign(boolean isHttp) implements Answer {}
}
