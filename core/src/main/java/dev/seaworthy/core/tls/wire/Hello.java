package dev.seaworthy.core.tls.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A ClientHello: RFC 6101 for SSL 3.0, RFC 5246 up to TLS 1.2, RFC 8446 for TLS 1.3.
 *
 * @param version the newest that it offers, and for TLS 1.3 the only one
 * @param suites the codes of the cipher suites, the preferred first
 * @param serverName for the extension of that name (RFC 6066 §3); empty for none
 */
public record Hello(int version, List<Integer> suites, String serverName) {
    public static final int SSL_3_0 = 0x0300;
    public static final int TLS_1_0 = 0x0301;
    public static final int TLS_1_2 = 0x0303;
    public static final int TLS_1_3 = 0x0304;

    private static final int X25519 = 0x001d;

    /** A post-quantum hybrid first, so that a server of that alone asks for it rather than refuses. */
    private static final int[] GROUPS = {0x11ec, X25519, 0x0017, 0x0018, 0x0019, 0x001e, 0x0100, 0x0101, 0x0102};

    private static final int[] SIGNATURES = {
        0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
        0x0402, 0x0303, 0x0301, 0x0203, 0x0201, 0x0202
    };

    public Hello {
        suites = List.copyOf(suites);
    }

    /** Sends it and reads what answers; the connection is closed then. */
    public Answer ask(TimedSocket connection, RandomGenerator random) {
        try (connection) {
            connection.getOutputStream().write(record(random));
            return new Flight(connection.getInputStream()).read();
        } catch (SocketTimeoutException e) {
            return new Answer.Silent();
        } catch (IOException e) {
            return new Answer.Closed();
        }
    }

    /** The whole record. */
    byte[] record(RandomGenerator random) {
        Bytes handshake = new Bytes().one(1).vector(3, body(random));
        return new Bytes()
                .one(Flight.HANDSHAKE)
                .two(Math.min(version, TLS_1_0))
                .vector(2, handshake)
                .toArray();
    }

    private Bytes body(RandomGenerator random) {
        Bytes codes = new Bytes();
        suites.forEach(codes::two);
        Bytes body = new Bytes()
                .two(Math.min(version, TLS_1_2))
                .raw(chance(random))
                .vector(1, version == TLS_1_3 ? new Bytes().raw(chance(random)) : new Bytes())
                .vector(2, codes)
                .vector(1, new Bytes().one(0));
        return version == SSL_3_0 ? body : body.vector(2, extensions(random));
    }

    private Bytes extensions(RandomGenerator random) {
        Bytes extensions = new Bytes();
        if (!serverName.isEmpty()) {
            Bytes name = new Bytes().one(0).vector(2, new Bytes().ascii(serverName));
            extensions.extension(0x0000, new Bytes().vector(2, name));
        }
        extensions.extension(0x000a, new Bytes().vector(2, numbers(GROUPS)));
        extensions.extension(0x000b, new Bytes().vector(1, new Bytes().one(0)));
        if (version >= TLS_1_2) {
            extensions.extension(0x000d, new Bytes().vector(2, numbers(SIGNATURES)));
        }
        return version == TLS_1_3 ? modern(extensions, random) : extensions.extension(0xff01, new Bytes().one(0));
    }

    /** Any 32 bytes are a public key of X25519, and nothing here goes so far as to use it. */
    private static Bytes modern(Bytes extensions, RandomGenerator random) {
        Bytes share = new Bytes().two(X25519).vector(2, new Bytes().raw(chance(random)));
        return extensions
                .extension(0x002b, new Bytes().vector(1, new Bytes().two(TLS_1_3)))
                .extension(0x0033, new Bytes().vector(2, share));
    }

    private static Bytes numbers(int[] each) {
        Bytes numbers = new Bytes();
        for (int number : each) {
            numbers.two(number);
        }
        return numbers;
    }

    private static byte[] chance(RandomGenerator random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
