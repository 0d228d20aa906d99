package dev.seaworthy.core.tls;

import dev.seaworthy.core.config.text.Line;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What a certificate says. Immutable. Its texts are the server's own, made printable and cut.
 *
 * @param subject as RFC 2253 writes it
 * @param serial in hexadecimal
 * @param names the host names and addresses that it is for, 100 at most
 * @param keyBits of the modulus or the curve
 * @param signature the algorithm, as the JDK names it: {@code SHA256withRSA}
 * @param fingerprint SHA-256 of it in hexadecimal
 */
public record TlsCertificate(
        String subject,
        String issuer,
        String serial,
        List<String> names,
        Instant notBefore,
        Instant notAfter,
        String keyAlgorithm,
        int keyBits,
        String signature,
        String fingerprint) {
    private static final int MAX_NAMES = 100;
    private static final int MAX_TEXT = 200;

    public TlsCertificate {
        names = List.copyOf(names);
    }

    static TlsCertificate of(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        return new TlsCertificate(
                subject(certificate),
                printable(certificate.getIssuerX500Principal().getName()),
                Line.start(certificate.getSerialNumber().toString(16), MAX_TEXT),
                HostIdentity.names(certificate).stream()
                        .limit(MAX_NAMES)
                        .map(TlsCertificate::printable)
                        .toList(),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                printable(key.getAlgorithm()),
                bits(key),
                printable(certificate.getSigAlgName()),
                fingerprint(certificate));
    }

    static String subject(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.isEmpty() ? "a subject without a name" : printable(subject);
    }

    static String printable(String text) {
        return Line.of(Line.start(text, MAX_TEXT));
    }

    /** Zero where the kind of key has none that is known here. */
    private static int bits(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength();
        }
        if (key instanceof ECKey ec) {
            return ec.getParams().getOrder().bitLength();
        }
        if (key instanceof DSAKey dsa && dsa.getParams() != null) {
            return dsa.getParams().getP().bitLength();
        }
        return key instanceof EdECKey ? 256 : 0;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was read can be written, and every JDK has SHA-256", e);
        }
    }
}
