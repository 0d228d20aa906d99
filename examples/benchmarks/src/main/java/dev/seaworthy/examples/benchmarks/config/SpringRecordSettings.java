package dev.seaworthy.examples.benchmarks.config;

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
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The 40 variables, as Spring Boot binds them through the constructor. */
record SpringRecordSettings(
        ServiceStage stage,
        @Size(min = 3, max = 40) String serviceName,
        URI publicUrl,
        URI apiUrl,
        @Email String supportEmail,
        @DefaultValue("INFO") LogLevel logLevel,
        @DefaultValue("0.0.0.0") String httpHost,
        @Min(1) @Max(65_535) int httpPort,
        @Positive int httpThreads,
        @Positive long httpMaxBodyBytes,
        Duration httpRequestTimeout,
        boolean httpCompression,
        URI databaseUrl,
        @Size(max = 63) String databaseUser,
        @Size(min = 12) String databasePassword,
        @DefaultValue("10") @Min(1) @Max(100) int databasePoolSize,
        @DefaultValue("PT30S") Duration databaseStatementTimeout,
        @DefaultValue("false") boolean databaseReadOnly,
        URI storeEndpoint,
        @Pattern(regexp = "[a-z0-9.-]{3,63}") String storeBucket,
        @Pattern(regexp = "[a-z]{2}-[a-z]+-[0-9]") String storeRegion,
        @Size(min = 16, max = 128) String storeAccessKey,
        @Size(min = 40) String storeSecretKey,
        @Min(5_242_880) long storePartBytes,
        @Email String mailFrom,
        @DefaultValue Optional<String> mailReplyTo,
        String mailApiKey,
        @Positive int mailPerMinute,
        @Pattern(regexp = "pk_[A-Za-z0-9_]+") String paymentPublishableKey,
        @Size(min = 16) String paymentSecretKey,
        String paymentWebhookSecret,
        @DefaultValue("3") @PositiveOrZero int paymentRetries,
        @Size(min = 32, max = 256) String sessionSecret,
        Duration sessionLifetime,
        @Positive int rateLimitRequests,
        Duration rateLimitWindow,
        @DefaultValue Optional<String> errorsDsn,
        @DefaultValue Optional<URI> metricsEndpoint,
        @DefaultValue("PT10S") Duration metricsInterval,
        boolean maintenanceMode) {}
