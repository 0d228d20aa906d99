package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.annotation.Base64Bytes;
import dev.seaworthy.core.config.annotation.HexBytes;
import dev.seaworthy.core.config.annotation.Json;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.constraint.EmailAddress;
import dev.seaworthy.core.config.constraint.Host;
import dev.seaworthy.core.config.constraint.MinBytes;
import dev.seaworthy.core.config.constraint.PublicUrl;
import dev.seaworthy.core.config.constraint.UriScheme;
import dev.seaworthy.core.config.constraint.WebUrl;
import dev.seaworthy.core.config.value.Cidr;
import dev.seaworthy.core.config.value.DataSize;
import dev.seaworthy.core.config.value.HostPort;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** A schema of every type and of every constraint, none of which is required. */
record Everything(
        Optional<Stage> stage,
        Optional<@Size(max = 1) String> text,
        Optional<@Size(min = 1000) Secret> sized,
        Optional<@MinBytes(1000) Secret> bytes,
        Optional<@jakarta.validation.constraints.Pattern(regexp = "[a-z]") Secret> patterned,
        Optional<@Email Secret> mailed,
        Optional<@EmailAddress Secret> addressed,
        Optional<@Host Secret> hosted,
        Optional<@Quoting Secret> quoted,
        Optional<Boolean> truth,
        Optional<Byte> byteNumber,
        Optional<Short> shortNumber,
        Optional<Integer> number,
        Optional<Long> longNumber,
        Optional<BigInteger> bigNumber,
        Optional<Float> floating,
        Optional<Double> doubled,
        Optional<BigDecimal> decimal,
        Optional<ChronoUnit> constant,
        Optional<@WebUrl URI> webUrl,
        Optional<@PublicUrl URI> publicUrl,
        Optional<@UriScheme("postgres") URI> database,
        Optional<Duration> pause,
        @Unit(ChronoUnit.MILLIS) Optional<Duration> millis,
        Optional<DataSize> size,
        Optional<HostPort> hostPort,
        Optional<Cidr> network,
        Optional<@Size(max = 0) List<Path>> path,
        Optional<InetAddress> address,
        Optional<ZoneId> zone,
        Optional<Locale> locale,
        Optional<UUID> id,
        Optional<Instant> instant,
        Optional<LocalDate> date,
        Optional<Pattern> pattern,
        @Base64Bytes(32) Optional<SecretBytes> base64,
        @HexBytes(32) Optional<SecretBytes> hex,
        Optional<PrivateKey> privateKey,
        Optional<PublicKey> publicKey,
        Optional<X509Certificate> certificate,
        Optional<@Size(max = 0) List<Secret>> secrets,
        Optional<@Size(max = 0) Set<Secret>> distinct,
        Optional<@Size(max = 0) Map<String, Secret>> keyed,
        @Json Optional<Account> account,
        Optional<Checked> checked) {

    record Account(String name, Secret token, int seats) {}

    record Checked(Secret pin) {
        Checked {
            throw new IllegalArgumentException("refused: " + pin.reveal());
        }
    }

    /** A constraint of a careless user: its message quotes the value. */
    @Target(ElementType.TYPE_USE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Quoting.Validator.class)
    @interface Quoting {
        String message() default "must not be ${validatedValue}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        final class Validator implements ConstraintValidator<Quoting, String> {
            @Override
            public boolean isValid(String value, ConstraintValidatorContext context) {
                context.buildConstraintViolationWithTemplate("must not be " + value)
                        .addConstraintViolation();
                return false;
            }
        }
    }
}
