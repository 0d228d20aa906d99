package dev.seaworthy.core.config.convert;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys and certificates in the textual encodings of RFC 7468: RSA, EC, Ed25519, Ed448, X25519 and X448.
 *
 * <p>The examples are of keys whose private half was never kept.
 */
final class Pem {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "XDH");

    private static final String PUBLIC_KEY =
            "-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEAuVUSlVLqrAQAR3cD0YXoSt9PeQ/WHOqAeTMhE32M084=\\n-----END PUBLIC KEY-----";
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----\\n"
            + "MIIBQjCB9aADAgECAhQ00okrniKVe1BfH94AED5u9BCB1zAFBgMrZXAwFjEUMBIGA1UEAwwLZXhhbXBs"
            + "ZS5jb20wIBcNMjYxMTI0MTIxNjA3WhgPMjEyNjEwMzExMjE2MDdaMBYxFDASBgNVBAMMC2V4YW1wbGUu"
            + "Y29tMCowBQYDK2VwAyEAuVUSlVLqrAQAR3cD0YXoSt9PeQ/WHOqAeTMhE32M086jUzBRMB0GA1UdDgQW"
            + "BBSPslT6BA5p9QQg2k9T36ev5Yn5rzAfBgNVHSMEGDAWgBSPslT6BA5p9QQg2k9T36ev5Yn5rzAPBgNV"
            + "HRMBAf8EBTADAQH/MAUGAytlcANBACgo7aSJ+ReavT94E8FfkVlWyZvUO2Evap/kmKh7uR/Ue8F+eeRx"
            + "S/WRg8Psw7l7s2g0NpHw0ubr/o3SFsHj9wo="
            + "\\n-----END CERTIFICATE-----";

    static final Map<Class<?>, TextType> TYPES = Map.of(
            PrivateKey.class, type("private key in PEM", "PRIVATE KEY", null, Pem::privateKey),
            PublicKey.class, type("public key in PEM", "PUBLIC KEY", PUBLIC_KEY, Pem::publicKey),
            X509Certificate.class, type("certificate in PEM", "CERTIFICATE", CERTIFICATE, Pem::certificate));

    private Pem() {}

    private static TextType type(String label, String block, @Nullable String example, Decoder<?> decoder) {
        String rule = "must be one PEM block " + PemBlock.begin(block) + " of RSA, EC, Ed25519, Ed448, X25519 or X448";
        return new TextType(
                label,
                rule,
                Optional.ofNullable(example),
                TextType.schema("pattern", PemBlock.pattern(block)),
                example == null,
                false,
                false,
                text -> decoded(PemBlock.read(text, block, rule), rule, decoder));
    }

    private static Object decoded(byte[] der, String rule, Decoder<?> decoder) throws Refusal {
        try {
            return decoder.decode(der);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new Refusal(rule);
        }
    }

    private static PrivateKey privateKey(byte[] der) throws GeneralSecurityException {
        return key(factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
    }

    private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
        return key(factory -> factory.generatePublic(new X509EncodedKeySpec(der)));
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        ByteArrayInputStream bytes = new ByteArrayInputStream(der);
        X509Certificate certificate = (X509Certificate) factory.generateCertificate(bytes);
        if (bytes.available() > 0) {
            throw new CertificateException("There is more after it");
        }
        return certificate;
    }

    private static <K> K key(KeyReader<K> reader) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return reader.read(KeyFactory.getInstance(algorithm));
            } catch (InvalidKeySpecException e) {
                // a key of another algorithm
            }
        }
        throw new NoSuchAlgorithmException("A key of none of " + ALGORITHMS);
    }

    private interface Decoder<V> {
        V decode(byte[] der) throws GeneralSecurityException;
    }

    private interface KeyReader<K> {
        K read(KeyFactory factory) throws InvalidKeySpecException;
    }
}
