package dev.seaworthy.core.tls;

import java.util.Map;
import java.util.TreeMap;

/** Groups of cipher suites up to TLS 1.2 that a server should refuse, with the names of IANA's registry. */
public enum WeakCiphers {
    /** Nothing is encrypted. */
    NULL("no encryption", true, """
            0001 RSA_WITH_NULL_MD5
            0002 RSA_WITH_NULL_SHA
            003b RSA_WITH_NULL_SHA256
            c001 ECDH_ECDSA_WITH_NULL_SHA
            c006 ECDHE_ECDSA_WITH_NULL_SHA
            c00b ECDH_RSA_WITH_NULL_SHA
            c010 ECDHE_RSA_WITH_NULL_SHA
            """),
    /** The server proves nothing: whoever is on the way can take its place. */
    ANONYMOUS("no certificate", true, """
            0017 DH_anon_EXPORT_WITH_RC4_40_MD5
            0018 DH_anon_WITH_RC4_128_MD5
            0019 DH_anon_EXPORT_WITH_DES40_CBC_SHA
            001a DH_anon_WITH_DES_CBC_SHA
            001b DH_anon_WITH_3DES_EDE_CBC_SHA
            0034 DH_anon_WITH_AES_128_CBC_SHA
            003a DH_anon_WITH_AES_256_CBC_SHA
            0046 DH_anon_WITH_CAMELLIA_128_CBC_SHA
            006c DH_anon_WITH_AES_128_CBC_SHA256
            006d DH_anon_WITH_AES_256_CBC_SHA256
            0089 DH_anon_WITH_CAMELLIA_256_CBC_SHA
            00a6 DH_anon_WITH_AES_128_GCM_SHA256
            00a7 DH_anon_WITH_AES_256_GCM_SHA384
            c015 ECDH_anon_WITH_NULL_SHA
            c016 ECDH_anon_WITH_RC4_128_SHA
            c017 ECDH_anon_WITH_3DES_EDE_CBC_SHA
            c018 ECDH_anon_WITH_AES_128_CBC_SHA
            c019 ECDH_anon_WITH_AES_256_CBC_SHA
            """),
    /** Keys of 40 or 56 bits, broken in minutes (FREAK, Logjam). */
    EXPORT("export-grade keys", true, """
            0003 RSA_EXPORT_WITH_RC4_40_MD5
            0006 RSA_EXPORT_WITH_RC2_CBC_40_MD5
            0008 RSA_EXPORT_WITH_DES40_CBC_SHA
            000b DH_DSS_EXPORT_WITH_DES40_CBC_SHA
            000e DH_RSA_EXPORT_WITH_DES40_CBC_SHA
            0011 DHE_DSS_EXPORT_WITH_DES40_CBC_SHA
            0014 DHE_RSA_EXPORT_WITH_DES40_CBC_SHA
            """),
    /** Keys of 56 bits. */
    DES("DES", true, """
            0009 RSA_WITH_DES_CBC_SHA
            000c DH_DSS_WITH_DES_CBC_SHA
            000f DH_RSA_WITH_DES_CBC_SHA
            0012 DHE_DSS_WITH_DES_CBC_SHA
            0015 DHE_RSA_WITH_DES_CBC_SHA
            """),
    /** Forbidden by RFC 7465. */
    RC4("RC4", true, """
            0004 RSA_WITH_RC4_128_MD5
            0005 RSA_WITH_RC4_128_SHA
            c002 ECDH_ECDSA_WITH_RC4_128_SHA
            c007 ECDHE_ECDSA_WITH_RC4_128_SHA
            c00c ECDH_RSA_WITH_RC4_128_SHA
            c011 ECDHE_RSA_WITH_RC4_128_SHA
            """),
    /** Blocks of 64 bits, which repeat within hours of traffic (Sweet32). */
    TRIPLE_DES("3DES", false, """
            000a RSA_WITH_3DES_EDE_CBC_SHA
            000d DH_DSS_WITH_3DES_EDE_CBC_SHA
            0010 DH_RSA_WITH_3DES_EDE_CBC_SHA
            0013 DHE_DSS_WITH_3DES_EDE_CBC_SHA
            0016 DHE_RSA_WITH_3DES_EDE_CBC_SHA
            c003 ECDH_ECDSA_WITH_3DES_EDE_CBC_SHA
            c008 ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA
            c00d ECDH_RSA_WITH_3DES_EDE_CBC_SHA
            c012 ECDHE_RSA_WITH_3DES_EDE_CBC_SHA
            """),
    /** Whoever gets the server's key later can read what was recorded earlier. */
    NO_FORWARD_SECRECY("no forward secrecy", false, """
            009c RSA_WITH_AES_128_GCM_SHA256
            009d RSA_WITH_AES_256_GCM_SHA384
            c09c RSA_WITH_AES_128_CCM
            c09d RSA_WITH_AES_256_CCM
            003c RSA_WITH_AES_128_CBC_SHA256
            003d RSA_WITH_AES_256_CBC_SHA256
            002f RSA_WITH_AES_128_CBC_SHA
            0035 RSA_WITH_AES_256_CBC_SHA
            0041 RSA_WITH_CAMELLIA_128_CBC_SHA
            0084 RSA_WITH_CAMELLIA_256_CBC_SHA
            00ba RSA_WITH_CAMELLIA_128_CBC_SHA256
            00c0 RSA_WITH_CAMELLIA_256_CBC_SHA256
            0096 RSA_WITH_SEED_CBC_SHA
            0007 RSA_WITH_IDEA_CBC_SHA
            c03c RSA_WITH_ARIA_128_CBC_SHA256
            c050 RSA_WITH_ARIA_128_GCM_SHA256
            c051 RSA_WITH_ARIA_256_GCM_SHA384
            c004 ECDH_ECDSA_WITH_AES_128_CBC_SHA
            c005 ECDH_ECDSA_WITH_AES_256_CBC_SHA
            c00e ECDH_RSA_WITH_AES_128_CBC_SHA
            c00f ECDH_RSA_WITH_AES_256_CBC_SHA
            c025 ECDH_ECDSA_WITH_AES_128_CBC_SHA256
            c029 ECDH_RSA_WITH_AES_128_CBC_SHA256
            c02d ECDH_ECDSA_WITH_AES_128_GCM_SHA256
            c031 ECDH_RSA_WITH_AES_128_GCM_SHA256
            """);

    private final String text;
    private final boolean isBroken;
    private final String table;

    WeakCiphers(String text, boolean isBroken, String table) {
        this.text = text;
        this.isBroken = isBroken;
        this.table = table;
    }

    boolean isBroken() {
        return isBroken;
    }

    /** The names by their codes. */
    Map<Integer, String> suites() {
        Map<Integer, String> suites = new TreeMap<>();
        table.lines()
                .map(line -> line.split(" "))
                .forEach(words -> suites.put(Integer.parseInt(words[0], 16), "TLS_" + words[1]));
        return suites;
    }

    /** What is weak: {@code no forward secrecy}. */
    @Override
    public String toString() {
        return text;
    }
}
