package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two environments are the same, variable by variable, without their values. Immutable.
 *
 * <p><b>Guarantees</b>: without the key, a mark tells nothing of a value, be it as guessable as a PIN (HMAC-SHA-256,
 * RFC 2104, of which 64 bits are kept).
 *
 * <p><b>Not covered</b>: who has the key can test guesses. Keep it as you keep the secrets.
 */
public final class Fingerprint {
    /** The least bytes of a key. */
    public static final int LEAST_KEY_BYTES = 16;

    private static final int KEPT_BYTES = 8;
    private static final String ABSENT = "-";

    private final SortedMap<String, String> marks;

    private Fingerprint(SortedMap<String, String> marks) {
        this.marks = marks;
    }

    static Fingerprint of(Map<String, Reading> readings, Secret key) {
        byte[] bytes = key.reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("The key of a fingerprint has at least " + LEAST_KEY_BYTES + " bytes");
        }
        SortedMap<String, String> marks = new TreeMap<>();
        readings.forEach((name, reading) -> marks.put(
                name, reading.text().map(text -> mark(bytes, name, text)).orElse(ABSENT)));
        return new Fingerprint(marks);
    }

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if a line is no name and mark
     */
    public static Fingerprint parse(String text) {
        SortedMap<String, String> marks = new TreeMap<>();
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] words = line.strip().split(" ", -1);
            if (words.length != 2 || !words[1].matches("-|[0-9a-f]{16}")) {
                throw new IllegalArgumentException("A line of a fingerprint is a name and 16 hexadecimal digits or -");
            }
            marks.put(words[0], words[1]);
        });
        return new Fingerprint(marks);
    }

    /** What differs, by name. A variable that one side does not declare is absent there. */
    public List<Difference> diff(Fingerprint other) {
        TreeSet<String> names = new TreeSet<>(marks.keySet());
        names.addAll(other.marks.keySet());
        return names.stream()
                .filter(name -> !mark(name).equals(other.mark(name)))
                .map(name -> new Difference(name, kind(mark(name), other.mark(name))))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint fingerprint && marks.equals(fingerprint.marks);
    }

    @Override
    public int hashCode() {
        return marks.hashCode();
    }

    /** A line for each variable: its name, and its mark or {@code -} when it is absent. */
    @Override
    public String toString() {
        return marks.entrySet().stream()
                .map(mark -> mark.getKey() + " " + mark.getValue())
                .collect(Collectors.joining("\n"));
    }

    private String mark(String name) {
        return marks.getOrDefault(name, ABSENT);
    }

    private static Difference.Kind kind(String here, String there) {
        if (here.equals(ABSENT)) {
            return Difference.Kind.ONLY_THERE;
        }
        return there.equals(ABSENT) ? Difference.Kind.ONLY_HERE : Difference.Kind.ANOTHER_VALUE;
    }

    private static String mark(byte[] key, String name, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
            byte[] mark = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(mark, KEPT_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** A variable that differs between two environments. */
    public record Difference(String variable, Kind kind) {
        /** On which side it is set, or that both set it. */
        public enum Kind {
            ONLY_HERE,
            ONLY_THERE,
            ANOTHER_VALUE
        }

        public Difference {
            Objects.requireNonNull(variable, "variable");
            Objects.requireNonNull(kind, "kind");
        }
    }
}
