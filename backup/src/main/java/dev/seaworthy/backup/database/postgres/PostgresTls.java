package dev.seaworthy.backup.database.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a connection to PostgreSQL is encrypted, for the driver and for the client programs alike. Immutable.
 *
 * @param mode as libpq's {@code sslmode}
 * @param rootCertificate a file of the authorities that may have signed the server's certificate, in PEM
 * @param certificate a file of the client's own certificate, in PEM
 * @param key the file of its key, PKCS #8 in DER, which both read
 */
public record PostgresTls(
        Mode mode,
        @Nullable Path rootCertificate,
        @Nullable Path certificate,
        @Nullable Path key) {
    /** What is asked of the server. */
    public enum Mode {
        DISABLE,
        PREFER,
        REQUIRE,
        VERIFY_CA,
        VERIFY_FULL;

        String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public PostgresTls {
        Objects.requireNonNull(mode, "mode");
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("certificate and key must come together");
        }
    }

    /** Encrypted if the server can, else plain: the default of PostgreSQL's own programs. */
    public static PostgresTls preferred() {
        return new PostgresTls(Mode.PREFER, null, null, null);
    }

    /** Encrypted or not at all, whoever the server is. */
    public static PostgresTls required() {
        return new PostgresTls(Mode.REQUIRE, null, null, null);
    }

    /** Encrypted, with a server of that host name whose certificate one of these authorities has signed. */
    public static PostgresTls verified(Path rootCertificate) {
        return new PostgresTls(
                Mode.VERIFY_FULL, Objects.requireNonNull(rootCertificate, "rootCertificate"), null, null);
    }

    /** This, and a certificate by which the server knows the client. */
    public PostgresTls withClientCertificate(Path certificate, Path key) {
        return new PostgresTls(mode, rootCertificate, certificate, key);
    }

    /** By libpq's names, which are the driver's too. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("sslmode", mode.wire());
        put(parameters, "sslrootcert", rootCertificate);
        put(parameters, "sslcert", certificate);
        put(parameters, "sslkey", key);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, @Nullable Path file) {
        if (file != null) {
            parameters.put(name, file.toAbsolutePath().toString());
        }
    }
}
