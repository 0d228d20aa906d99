package dev.seaworthy.core.tls;

import java.util.Arrays;
import java.util.Optional;

/** The versions that are asked for, the oldest first. SSL 2.0 is not: nothing that runs today speaks it. */
public enum TlsProtocol {
    /** Forbidden by RFC 7568. */
    SSL_3_0("SSL 3.0", "SSLv3", 0x0300),
    /** Deprecated by RFC 8996. */
    TLS_1_0("TLS 1.0", "TLSv1", 0x0301),
    /** Deprecated by RFC 8996. */
    TLS_1_1("TLS 1.1", "TLSv1.1", 0x0302),
    /** RFC 5246. */
    TLS_1_2("TLS 1.2", "TLSv1.2", 0x0303),
    /** RFC 8446. */
    TLS_1_3("TLS 1.3", "TLSv1.3", 0x0304);

    private final String text;
    private final String standardName;
    private final int code;

    TlsProtocol(String text, String standardName, int code) {
        this.text = text;
        this.standardName = standardName;
        this.code = code;
    }

    /** By the JDK's standard name: {@code TLSv1.2}. */
    static Optional<TlsProtocol> named(String standardName) {
        return Arrays.stream(values())
                .filter(each -> each.standardName.equals(standardName))
                .findFirst();
    }

    int code() {
        return code;
    }

    /** {@code TLS 1.2} */
    @Override
    public String toString() {
        return text;
    }
}
