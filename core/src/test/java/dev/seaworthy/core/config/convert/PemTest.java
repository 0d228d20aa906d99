package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
    private final TextType privateKeys = Every.type("privateKey");
    private final TextType publicKeys = Every.type("publicKey");
    private final TextType certificates = Every.type("certificate");

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "Ed448", "X25519", "X448"})
    void reads_keys_of_every_algorithm(String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

        assertThat(privateKeys.convert(pem("PRIVATE KEY", pair.getPrivate()))).isEqualTo(pair.getPrivate());
        assertThat(publicKeys.convert(pem("PUBLIC KEY", pair.getPublic()))).isEqualTo(pair.getPublic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\\n", "\\r\\n"})
    void reads_a_block_on_lines_or_on_one(String lineEnd) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        String text = pem("PRIVATE KEY", key).replace("\n", lineEnd);

        assertThat(privateKeys.convert(text)).isEqualTo(key);
        assertThat(text)
                .matches(Pattern.compile(privateKeys.jsonSchema().get("pattern").toString()));
    }

    @Test
    void reads_a_certificate() throws Refusal {
        X509Certificate certificate =
                (X509Certificate) certificates.convert(certificates.example().orElseThrow());

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void names_the_command_that_converts_what_it_refuses(String label) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();

        assertThatThrownBy(() -> privateKeys.convert(pem(label, key)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void refuses_what_is_not_one_block_of_its_kind() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String secret = pem("PRIVATE KEY", pair.getPrivate());
        String open = pem("PUBLIC KEY", pair.getPublic());

        for (String text : new String[] {
            open,
            secret + secret,
            secret + open,
            "# a key\n" + secret,
            secret.replace("-----END PRIVATE KEY-----", ""),
            secret.replace("M", "-"),
            "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----END PRIVATE KEY-----",
            pem("PRIVATE KEY", pair.getPublic()),
        }) {
            assertThatThrownBy(() -> privateKeys.convert(text))
                    .isInstanceOf(Refusal.class)
                    .hasNoCause()
                    .hasMessage(privateKeys.rule());
        }
        assertThatThrownBy(() -> publicKeys.convert(secret)).hasMessage(publicKeys.rule());
        assertThatThrownBy(() -> certificates.convert(open)).hasMessage(certificates.rule());
    }

    @Test
    void refuses_a_certificate_with_something_after_it() {
        String example = certificates.example().orElseThrow();
        byte[] der = Base64.getDecoder().decode(example.split("\\\\n")[1]);
        byte[] longer = java.util.Arrays.copyOf(der, der.length + 3);

        assertThatThrownBy(() -> certificates.convert(pem("CERTIFICATE", longer)))
                .hasMessage(certificates.rule());
    }

    private static String pem(String label, Key key) {
        return pem(label, key.getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
