package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.annotation.Base64Bytes;
import dev.seaworthy.core.config.annotation.HexBytes;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.annotation.Separator;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.convert.ByteEncoding.Kind;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What is declared beside a type about how its text is written. */
public record Format(
        Optional<ChronoUnit> unit,
        Optional<ByteEncoding> bytes,
        String separator,
        String keyValueSeparator,
        boolean json) {
    public static final Format PLAIN = new Format(Optional.empty(), Optional.empty(), ",", "=", false);

    public Format {
        if (separator.isEmpty() || keyValueSeparator.isEmpty() || (separator + keyValueSeparator).contains("\\")) {
            throw new IllegalArgumentException("A separator must be a text without a backslash");
        }
        if (separator.contains(keyValueSeparator) || keyValueSeparator.contains(separator)) {
            throw new IllegalArgumentException("The separators of elements and of keys must not hold one another");
        }
    }

    /**
     * What the annotations of {@code declared} say.
     *
     * @throws IllegalArgumentException if they contradict one another
     */
    public static Format of(AnnotatedElement declared) {
        Unit unit = declared.getAnnotation(Unit.class);
        Separator separator = declared.getAnnotation(Separator.class);
        return new Format(
                unit == null ? Optional.empty() : Optional.of(unit.value()),
                bytes(declared),
                separator == null ? PLAIN.separator : separator.value(),
                separator == null ? PLAIN.keyValueSeparator : separator.keyValue(),
                declared.isAnnotationPresent(Json.class));
    }

    /** What holds for the elements of a collection that is of this format. */
    Format element() {
        return new Format(unit, bytes, PLAIN.separator, PLAIN.keyValueSeparator, false);
    }

    void refuseAllButJson() {
        if (unit.isPresent() || bytes.isPresent() || hasSeparator()) {
            throw new IllegalArgumentException(
                    "@Json excludes @Unit, @Base64Bytes, @HexBytes and @Separator: keep one of them");
        }
    }

    void refuseSeparatorOf(Type type) {
        if (hasSeparator()) {
            throw misplaced("@Separator", type, "a List, Set or Map");
        }
    }

    void refuseUnitOf(Type type) {
        if (type != Duration.class) {
            throw misplaced("@Unit", type, "a Duration");
        }
    }

    void refuseBytesOf(Type type) {
        if (type != SecretBytes.class) {
            throw misplaced("@Base64Bytes or @HexBytes", type, "a SecretBytes");
        }
    }

    private static IllegalArgumentException misplaced(String annotation, Type type, String right) {
        return new IllegalArgumentException(
                annotation + " stands on " + type.getTypeName() + ": declare " + right + ", or remove it");
    }

    private boolean hasSeparator() {
        return !separator.equals(PLAIN.separator) || !keyValueSeparator.equals(PLAIN.keyValueSeparator);
    }

    private static Optional<ByteEncoding> bytes(AnnotatedElement declared) {
        Base64Bytes base64 = declared.getAnnotation(Base64Bytes.class);
        HexBytes hex = declared.getAnnotation(HexBytes.class);
        if (base64 != null && hex != null) {
            throw new IllegalArgumentException("@Base64Bytes and @HexBytes exclude one another: keep one");
        }
        if (base64 != null) {
            return Optional.of(new ByteEncoding(Kind.BASE64, base64.value()));
        }
        return hex == null ? Optional.empty() : Optional.of(new ByteEncoding(Kind.HEX, hex.value()));
    }
}
