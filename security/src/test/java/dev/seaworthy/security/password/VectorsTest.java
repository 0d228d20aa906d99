package dev.seaworthy.security.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes that others made. */
class VectorsTest {
    private final Passwords passwords = Passwords.argon2id();

    /** RFC 9106 §5.3; it has associated data, which no stored hash has. */
    @Test
    void the_library_passes_the_vector_of_the_standard() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(repeated(2, 16))
                .withSecret(repeated(3, 8))
                .withAdditional(repeated(4, 12))
                .build());
        byte[] tag = new byte[32];
        generator.generateBytes(repeated(1, 32), tag);

        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    /** Argon2's reference implementation, test.c; RFC 7914 §11 and §12; Python's hashlib; crypt_blowfish 1.3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "password $argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
                "password $pbkdf2-sha256$i=4096$c29tZXNhbHQ$LJiyvJpMLpQgW/AjCB7H5RNKMPmwnQRLxN+zohmIggWm4BjgGRHjlOFZ6Gv8BKu17uWkUnb2Gca+NO1fa7UgNA",
                "password $pbkdf2-sha512$i=1,l=64$c29tZXNhbHQ$4BI51ESnKh0SDmrzfWL2K+3GLOJvBxRwceU6WhmVXX10YU6bLHMPvQL11TxOo0qAPvaHLBRzoxIUqZTv1bV9yw",
                "password $pbkdf2-sha512$i=4096$c29tZXNhbHQ$Jbw9M5IasDeetKfT8k0C5+K7uY5/MNXWat4dO8XKp9ju24/ddoR0pnzzgRCQdvn+F1oVpX4bXHzHh4c1MO8XJg",
                "password $scrypt$ln=10,r=8,p=16$c29kaXVtY2hsb3JpZGU$51WQoB390oJht2Mal47EhNpxg4pRYh/BYZ4zqSDF53IobDEt+/ph56uiIxVYKj5EaEigUK5YTTUnMQUpHu5xhA",
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U* $2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK",
                "U*U*U $2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a",
                "U*U $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
            })
    void knows_hashes_of_others(String password, String stored) {
        assertThat(passwords.verify(password, stored)).isEqualTo(new PasswordCheck(true, true));
        assertThat(passwords.verify(password + "x", stored)).isEqualTo(new PasswordCheck(false, false));
    }

    @Test
    void bcrypt_looks_at_72_bytes_as_it_always_did() {
        String stored = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
        String all = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

        assertThat(passwords.verify(all + "chars after 72 are ignored", stored).matches())
                .isTrue();
        assertThat(passwords.verify(all, stored).matches()).isTrue();
        assertThat(passwords.verify(all.substring(1) + "0", stored).matches()).isFalse();
    }

    private static byte[] repeated(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
