package dev.seaworthy.examples.benchmarks.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The 40 variables, as SmallRye Config maps them. */
@ConfigMapping(prefix = "")
interface SmallRyeSettings {
    ServiceStage stage();

    @Size(min = 3, max = 40)
    String serviceName();

    URI publicUrl();

    URI apiUrl();

    @Email
    String supportEmail();

    @WithDefault("INFO")
    LogLevel logLevel();

    @WithDefault("0.0.0.0")
    String httpHost();

    @Min(1)
    @Max(65_535)
    int httpPort();

    @Positive
    int httpThreads();

    @Positive
    long httpMaxBodyBytes();

    Duration httpRequestTimeout();

    boolean httpCompression();

    URI databaseUrl();

    @Size(max = 63)
    String databaseUser();

    @Size(min = 12)
    String databasePassword();

    @WithDefault("10")
    @Min(1)
    @Max(100)
    int databasePoolSize();

    @WithDefault("PT30S")
    Duration databaseStatementTimeout();

    @WithDefault("false")
    boolean databaseReadOnly();

    URI storeEndpoint();

    @Pattern(regexp = "[a-z0-9.-]{3,63}")
    String storeBucket();

    @Pattern(regexp = "[a-z]{2}-[a-z]+-[0-9]")
    String storeRegion();

    @Size(min = 16, max = 128)
    String storeAccessKey();

    @Size(min = 40)
    String storeSecretKey();

    @Min(5_242_880)
    long storePartBytes();

    @Email
    String mailFrom();

    Optional<String> mailReplyTo();

    String mailApiKey();

    @Positive
    int mailPerMinute();

    @Pattern(regexp = "pk_[A-Za-z0-9_]+")
    String paymentPublishableKey();

    @Size(min = 16)
    String paymentSecretKey();

    String paymentWebhookSecret();

    @WithDefault("3")
    @PositiveOrZero
    int paymentRetries();

    @Size(min = 32, max = 256)
    String sessionSecret();

    Duration sessionLifetime();

    @Positive
    int rateLimitRequests();

    Duration rateLimitWindow();

    Optional<String> errorsDsn();

    Optional<URI> metricsEndpoint();

    @WithDefault("PT10S")
    Duration metricsInterval();

    boolean maintenanceMode();
}
