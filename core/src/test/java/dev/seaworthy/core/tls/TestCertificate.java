package dev.seaworthy.core.tls;

import dev.seaworthy.core.config.host.IpLiteral;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A certificate of RFC 5280 made for a test, with its key. */
record TestCertificate(X509Certificate certificate, KeyPair keys, String name) {
    private static final AtomicLong SERIALS = new AtomicLong(1);
    private static final Map<String, String> ALGORITHMS = Map.of(
            "SHA256withECDSA", "1.2.840.10045.4.3.2",
            "SHA256withRSA", "1.2.840.113549.1.1.11",
            "SHA1withRSA", "1.2.840.113549.1.1.5",
            "MD5withRSA", "1.2.840.113549.1.1.4");

    static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Builder named(String name) {
        return new Builder(name);
    }

    PrivateKey key() {
        return keys.getPrivate();
    }

    String pem() {
        return pem("CERTIFICATE", encoded()) + pem("PRIVATE KEY", key().getEncoded());
    }

    byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    static final class Builder {
        private final String name;
        private final List<byte[]> names = new ArrayList<>();
        private Instant notBefore = Instant.now().minus(Duration.ofDays(1));
        private Instant notAfter = Instant.now().plus(Duration.ofDays(90));
        private Optional<KeyPair> keys = Optional.empty();
        private Optional<TestCertificate> issuer = Optional.empty();
        private Optional<String> purpose = Optional.empty();
        private Optional<String> signature = Optional.empty();
        private boolean isAuthority;

        private Builder(String name) {
            this.name = name;
        }

        Builder host(String host) {
            names.add(Der.of(0x82, host.getBytes(StandardCharsets.US_ASCII)));
            return this;
        }

        Builder address(String address) {
            names.add(Der.of(0x87, IpLiteral.parse(address).orElseThrow().getAddress()));
            return this;
        }

        Builder valid(Instant from, Instant to) {
            notBefore = from;
            notAfter = to;
            return this;
        }

        Builder keys(KeyPair pair) {
            keys = Optional.of(pair);
            return this;
        }

        Builder authority() {
            isAuthority = true;
            return this;
        }

        Builder purpose(String oid) {
            purpose = Optional.of(oid);
            return this;
        }

        Builder signature(String algorithm) {
            signature = Optional.of(algorithm);
            return this;
        }

        TestCertificate issuedBy(TestCertificate authority) {
            issuer = Optional.of(authority);
            return make();
        }

        TestCertificate selfSigned() {
            return make();
        }

        private TestCertificate make() {
            KeyPair own = keys.orElseGet(() -> TestCertificate.keys("EC", 256));
            PrivateKey signer = issuer.map(TestCertificate::key).orElse(own.getPrivate());
            String algorithm =
                    signature.orElse(signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            byte[] identifier = Der.sequence(Der.oid(ALGORITHMS.get(algorithm)));
            byte[] content = Der.sequence(
                    Der.of(0xa0, Der.integer(2)),
                    Der.integer(SERIALS.getAndIncrement()),
                    identifier,
                    distinguished(issuer.map(TestCertificate::name).orElse(name)),
                    Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                    distinguished(name),
                    own.getPublic().getEncoded(),
                    Der.of(0xa3, extensions()));
            try {
                Signature signing = Signature.getInstance(algorithm);
                signing.initSign(signer);
                signing.update(content);
                byte[] encoded = Der.sequence(content, identifier, Der.bits(signing.sign()));
                X509Certificate certificate = (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
                return new TestCertificate(certificate, own, name);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private byte[] extensions() {
            List<byte[]> all = new ArrayList<>();
            if (!names.isEmpty()) {
                all.add(extension("2.5.29.17", Der.sequence(names.toArray(byte[][]::new))));
            }
            if (isAuthority) {
                all.add(extension("2.5.29.19", Der.sequence(Der.yes())));
            }
            purpose.ifPresent(oid -> all.add(extension("2.5.29.37", Der.sequence(Der.oid(oid)))));
            return Der.sequence(all.toArray(byte[][]::new));
        }

        private static byte[] extension(String oid, byte[] value) {
            return Der.sequence(Der.oid(oid), Der.octets(value));
        }

        private static byte[] distinguished(String name) {
            return Der.sequence(Der.of(0x31, Der.sequence(Der.oid("2.5.4.3"), Der.utf8(name))));
        }
    }
}
