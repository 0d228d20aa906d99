package dev.seaworthy.core.config.convert;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.annotation.Base64Bytes;
import dev.seaworthy.core.config.annotation.HexBytes;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.annotation.Separator;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.value.Cidr;
import dev.seaworthy.core.config.value.DataSize;
import dev.seaworthy.core.config.value.HostPort;
import dev.seaworthy.core.config.value.Stage;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A component of each type that can be read. */
record Every(
        String text,
        Secret secret,
        boolean flag,
        Boolean boxedFlag,
        byte tiny,
        short small,
        int number,
        Integer boxedNumber,
        long big,
        BigInteger huge,
        float single,
        double twice,
        BigDecimal exact,
        Level level,
        Stage stage,
        URI uri,
        Duration duration,
        @Unit(ChronoUnit.MILLIS) Duration millis,
        DataSize size,
        HostPort peer,
        Cidr network,
        Path path,
        InetAddress address,
        ZoneId zone,
        Locale language,
        UUID id,
        Instant instant,
        LocalDate day,
        Pattern pattern,
        @Base64Bytes(32) SecretBytes base64,
        @HexBytes(16) SecretBytes hex,
        PrivateKey privateKey,
        PublicKey publicKey,
        X509Certificate certificate,
        List<Integer> numbers,
        List<Secret> secrets,
        @Base64Bytes(32) List<SecretBytes> keys,
        @Unit(ChronoUnit.SECONDS) List<Duration> pauses,
        List<PublicKey> publicKeys,
        Set<Level> levels,
        @Separator(value = ";", keyValue = ":") Map<String, Integer> weights,
        Map<String, Secret> tokens,
        @Json Limits limits,
        @Json Account account,
        @Json List<Integer> jsonNumbers,
        @Json Map<String, Limits> jsonLimits) {
    enum Level {
        LOW,
        VERY_HIGH
    }

    record Limits(int requests, Optional<String> note, boolean strict, URI page, Level level, Nested nested) {}

    record Nested(List<String> names, Map<String, Integer> counts) {}

    record Account(String user, Nested nested, List<Map<String, Secret>> keys) {}

    static Stream<String> names() {
        return Arrays.stream(Every.class.getRecordComponents()).map(RecordComponent::getName);
    }

    static TextType type(String name) {
        return type(Every.class, name);
    }

    static TextType type(Class<? extends Record> record, String name) {
        RecordComponent found = Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return TextTypes.standard().of(found.getGenericType(), Format.of(found));
    }
}
