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
import org.jspecify.annotations.NullUnmarked;

/** The 40 variables, as Spring Boot binds them through setters; a field is null until its variable is bound. */
@NullUnmarked
final class SpringBeanSettings {
    ServiceStage stage;

    @Size(min = 3, max = 40)
    String serviceName;

    URI publicUrl;

    URI apiUrl;

    @Email
    String supportEmail;

    LogLevel logLevel = LogLevel.INFO;

    String httpHost = "0.0.0.0";

    @Min(1)
    @Max(65_535)
    int httpPort;

    @Positive
    int httpThreads;

    @Positive
    long httpMaxBodyBytes;

    Duration httpRequestTimeout;

    boolean httpCompression;

    URI databaseUrl;

    @Size(max = 63)
    String databaseUser;

    @Size(min = 12)
    String databasePassword;

    @Min(1)
    @Max(100)
    int databasePoolSize = 10;

    Duration databaseStatementTimeout = Duration.parse("PT30S");

    boolean databaseReadOnly;

    URI storeEndpoint;

    @Pattern(regexp = "[a-z0-9.-]{3,63}")
    String storeBucket;

    @Pattern(regexp = "[a-z]{2}-[a-z]+-[0-9]")
    String storeRegion;

    @Size(min = 16, max = 128)
    String storeAccessKey;

    @Size(min = 40)
    String storeSecretKey;

    @Min(5_242_880)
    long storePartBytes;

    @Email
    String mailFrom;

    Optional<String> mailReplyTo = Optional.empty();

    String mailApiKey;

    @Positive
    int mailPerMinute;

    @Pattern(regexp = "pk_[A-Za-z0-9_]+")
    String paymentPublishableKey;

    @Size(min = 16)
    String paymentSecretKey;

    String paymentWebhookSecret;

    @PositiveOrZero
    int paymentRetries = 3;

    @Size(min = 32, max = 256)
    String sessionSecret;

    Duration sessionLifetime;

    @Positive
    int rateLimitRequests;

    Duration rateLimitWindow;

    Optional<String> errorsDsn = Optional.empty();

    Optional<URI> metricsEndpoint = Optional.empty();

    Duration metricsInterval = Duration.parse("PT10S");

    boolean maintenanceMode;

    public void setStage(ServiceStage stage) {
        this.stage = stage;
    }

    public void setServiceName(String serviceName) {
        this.serviceName = serviceName;
    }

    public void setPublicUrl(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    public void setApiUrl(URI apiUrl) {
        this.apiUrl = apiUrl;
    }

    public void setSupportEmail(String supportEmail) {
        this.supportEmail = supportEmail;
    }

    public void setLogLevel(LogLevel logLevel) {
        this.logLevel = logLevel;
    }

    public void setHttpHost(String httpHost) {
        this.httpHost = httpHost;
    }

    public void setHttpPort(int httpPort) {
        this.httpPort = httpPort;
    }

    public void setHttpThreads(int httpThreads) {
        this.httpThreads = httpThreads;
    }

    public void setHttpMaxBodyBytes(long httpMaxBodyBytes) {
        this.httpMaxBodyBytes = httpMaxBodyBytes;
    }

    public void setHttpRequestTimeout(Duration httpRequestTimeout) {
        this.httpRequestTimeout = httpRequestTimeout;
    }

    public void setHttpCompression(boolean httpCompression) {
        this.httpCompression = httpCompression;
    }

    public void setDatabaseUrl(URI databaseUrl) {
        this.databaseUrl = databaseUrl;
    }

    public void setDatabaseUser(String databaseUser) {
        this.databaseUser = databaseUser;
    }

    public void setDatabasePassword(String databasePassword) {
        this.databasePassword = databasePassword;
    }

    public void setDatabasePoolSize(int databasePoolSize) {
        this.databasePoolSize = databasePoolSize;
    }

    public void setDatabaseStatementTimeout(Duration databaseStatementTimeout) {
        this.databaseStatementTimeout = databaseStatementTimeout;
    }

    public void setDatabaseReadOnly(boolean databaseReadOnly) {
        this.databaseReadOnly = databaseReadOnly;
    }

    public void setStoreEndpoint(URI storeEndpoint) {
        this.storeEndpoint = storeEndpoint;
    }

    public void setStoreBucket(String storeBucket) {
        this.storeBucket = storeBucket;
    }

    public void setStoreRegion(String storeRegion) {
        this.storeRegion = storeRegion;
    }

    public void setStoreAccessKey(String storeAccessKey) {
        this.storeAccessKey = storeAccessKey;
    }

    public void setStoreSecretKey(String storeSecretKey) {
        this.storeSecretKey = storeSecretKey;
    }

    public void setStorePartBytes(long storePartBytes) {
        this.storePartBytes = storePartBytes;
    }

    public void setMailFrom(String mailFrom) {
        this.mailFrom = mailFrom;
    }

    public void setMailReplyTo(Optional<String> mailReplyTo) {
        this.mailReplyTo = mailReplyTo;
    }

    public void setMailApiKey(String mailApiKey) {
        this.mailApiKey = mailApiKey;
    }

    public void setMailPerMinute(int mailPerMinute) {
        this.mailPerMinute = mailPerMinute;
    }

    public void setPaymentPublishableKey(String paymentPublishableKey) {
        this.paymentPublishableKey = paymentPublishableKey;
    }

    public void setPaymentSecretKey(String paymentSecretKey) {
        this.paymentSecretKey = paymentSecretKey;
    }

    public void setPaymentWebhookSecret(String paymentWebhookSecret) {
        this.paymentWebhookSecret = paymentWebhookSecret;
    }

    public void setPaymentRetries(int paymentRetries) {
        this.paymentRetries = paymentRetries;
    }

    public void setSessionSecret(String sessionSecret) {
        this.sessionSecret = sessionSecret;
    }

    public void setSessionLifetime(Duration sessionLifetime) {
        this.sessionLifetime = sessionLifetime;
    }

    public void setRateLimitRequests(int rateLimitRequests) {
        this.rateLimitRequests = rateLimitRequests;
    }

    public void setRateLimitWindow(Duration rateLimitWindow) {
        this.rateLimitWindow = rateLimitWindow;
    }

    public void setErrorsDsn(Optional<String> errorsDsn) {
        this.errorsDsn = errorsDsn;
    }

    public void setMetricsEndpoint(Optional<URI> metricsEndpoint) {
        this.metricsEndpoint = metricsEndpoint;
    }

    public void setMetricsInterval(Duration metricsInterval) {
        this.metricsInterval = metricsInterval;
    }

    public void setMaintenanceMode(boolean maintenanceMode) {
        this.maintenanceMode = maintenanceMode;
    }
}
