package dev.seaworthy.cdn.rules;

/** The oldest TLS that visitors may speak. */
public enum TlsVersion {
    TLS_1_0,
    TLS_1_1,
    TLS_1_2,
    TLS_1_3
}
