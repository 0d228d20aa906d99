package dev.seaworthy.core.tls.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's first flight, as far as its certificates (RFC 5246 §6.2.1 and §7.4, RFC 8446 §4 and §5). */
final class Flight {
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;

    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SUPPORTED_VERSIONS = 0x002b;
    private static final int WARNING = 1;
    private static final int MAX_RECORD = (1 << 14) + 2_048;
    private static final int MAX_FLIGHT = 1 << 17;
    private static final int MAX_WARNINGS = 4;
    private static final int HEAD = 4;

    private final InputStream input;
    private final ByteArrayOutputStream handshake = new ByteArrayOutputStream();
    private int warnings;
    private int read;
    private Answer.@Nullable Chosen chosen;

    /** Bytes that mean nothing in TLS. */
    private static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    Flight(InputStream input) {
        this.input = input;
    }

    /** What was chosen stands, even if the certificates after it do not come or make no sense. */
    Answer read() throws IOException {
        try {
            return next();
        } catch (Malformed | BufferUnderflowException e) {
            return chosen == null ? new Answer.Foreign(false) : chosen;
        } catch (IOException e) {
            if (chosen == null) {
                throw e;
            }
            return chosen;
        }
    }

    private Answer next() throws IOException {
        while (true) {
            byte[] head = take(5);
            if (new String(head, StandardCharsets.ISO_8859_1).equals("HTTP/")) {
                return new Answer.Foreign(true);
            }
            byte[] content = take(length(head));
            if (head[0] == ALERT) {
                Answer alert = alert(ByteBuffer.wrap(content));
                if (alert != null) {
                    return alert;
                }
            } else if (head[0] == HANDSHAKE) {
                handshake.writeBytes(content);
                Answer answer = messages(ByteBuffer.wrap(handshake.toByteArray()));
                if (answer != null) {
                    return answer;
                }
            } else {
                throw new Malformed();
            }
        }
    }

    private static int length(byte[] head) throws Malformed {
        int length = (head[3] & 0xff) << 8 | (head[4] & 0xff);
        if (head[1] != 3 || length == 0 || length > MAX_RECORD) {
            throw new Malformed();
        }
        return length;
    }

    /** A warning, such as that the name is not known, is followed by the answer. */
    private @Nullable Answer alert(ByteBuffer alert) throws Malformed {
        int level = alert.get();
        int description = alert.get() & 0xff;
        if (level == WARNING && description != 0 && warnings++ < MAX_WARNINGS) {
            return null;
        }
        return chosen == null ? new Answer.Alerted(description) : chosen;
    }

    /** Null while the message that decides is not whole. */
    private @Nullable Answer messages(ByteBuffer flight) throws Malformed {
        while (flight.remaining() >= HEAD) {
            int type = flight.get();
            int length = three(flight);
            if (length > MAX_FLIGHT) {
                throw new Malformed();
            }
            if (flight.remaining() < length) {
                return null;
            }
            ByteBuffer message = flight.slice().limit(length);
            flight.position(flight.position() + length);
            Answer answer = message(type, message);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** Certificates follow the hello at once, or there are none that can be read. */
    private @Nullable Answer message(int type, ByteBuffer message) throws Malformed {
        if (type == SERVER_HELLO) {
            chosen = hello(message);
            return chosen.version() == Hello.TLS_1_3 ? chosen : null;
        }
        if (chosen == null) {
            throw new Malformed();
        }
        return type == CERTIFICATE
                ? new Answer.Chosen(chosen.version(), chosen.suite(), certificates(message))
                : chosen;
    }

    private static Answer.Chosen hello(ByteBuffer message) throws Malformed {
        int version = two(message);
        skip(message, 32);
        skip(message, message.get() & 0xff);
        int suite = two(message);
        skip(message, 1);
        int selected = message.hasRemaining() ? selected(message, version) : version;
        if (selected < Hello.SSL_3_0 || selected > Hello.TLS_1_3) {
            throw new Malformed();
        }
        return new Answer.Chosen(selected, suite, List.of());
    }

    private static int selected(ByteBuffer message, int version) throws Malformed {
        int selected = version;
        skip(message, 2);
        while (message.hasRemaining()) {
            int type = two(message);
            ByteBuffer extension = slice(message, two(message));
            if (type == SUPPORTED_VERSIONS) {
                selected = two(extension);
            }
        }
        return selected;
    }

    private static List<byte[]> certificates(ByteBuffer message) throws Malformed {
        ByteBuffer all = slice(message, three(message));
        List<byte[]> certificates = new ArrayList<>();
        while (all.hasRemaining()) {
            byte[] certificate = new byte[Math.min(three(all), MAX_FLIGHT)];
            all.get(certificate);
            certificates.add(certificate);
        }
        return certificates;
    }

    private byte[] take(int length) throws IOException {
        read += length;
        byte[] bytes = input.readNBytes(length);
        if (bytes.length > 0 && bytes.length < length && chosen == null) {
            throw new Malformed();
        }
        if (bytes.length < length) {
            throw new EOFException();
        }
        if (read > MAX_FLIGHT) {
            throw new Malformed();
        }
        return bytes;
    }

    private static ByteBuffer slice(ByteBuffer from, int length) throws Malformed {
        if (length > from.remaining()) {
            throw new Malformed();
        }
        ByteBuffer slice = from.slice().limit(length);
        from.position(from.position() + length);
        return slice;
    }

    private static void skip(ByteBuffer from, int length) throws Malformed {
        slice(from, length);
    }

    private static int two(ByteBuffer from) {
        return from.getShort() & 0xffff;
    }

    private static int three(ByteBuffer from) {
        return (from.get() & 0xff) << 16 | two(from);
    }
}
