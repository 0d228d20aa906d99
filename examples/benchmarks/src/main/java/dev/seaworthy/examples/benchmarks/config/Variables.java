package dev.seaworthy.examples.benchmarks.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** The environment that every loader reads: of 40 variables, 7 are left to their defaults and 1 is absent. */
final class Variables {
    /** What {@link Loader#summary} says of {@link #VALID}. */
    static final String SUMMARY = "https://shop.example.com 8443 PT15S";

    /** Like the map of the process environment: a view of a hash map, not a copy that a reader may keep. */
    static final Map<String, String> VALID = Collections.unmodifiableMap(new HashMap<>(Map.ofEntries(
            Map.entry("STAGE", "PRODUCTION"),
            Map.entry("SERVICE_NAME", "shop-api"),
            Map.entry("PUBLIC_URL", "https://shop.example.com"),
            Map.entry("API_URL", "https://api.shop.example.com/v2"),
            Map.entry("SUPPORT_EMAIL", "support@shop.example.com"),
            Map.entry("HTTP_PORT", "8443"),
            Map.entry("HTTP_THREADS", "64"),
            Map.entry("HTTP_MAX_BODY_BYTES", "5368709120"),
            Map.entry("HTTP_REQUEST_TIMEOUT", "PT15S"),
            Map.entry("HTTP_COMPRESSION", "true"),
            Map.entry("DATABASE_URL", "postgresql://db.internal:5432/shop"),
            Map.entry("DATABASE_USER", "shop"),
            Map.entry("DATABASE_PASSWORD", "correct horse battery staple"),
            Map.entry("STORE_ENDPOINT", "https://s3.eu-central-1.example.com"),
            Map.entry("STORE_BUCKET", "shop-backups"),
            Map.entry("STORE_REGION", "eu-central-1"),
            Map.entry("STORE_ACCESS_KEY", "AKIAIOSFODNN7EXAMPLE"),
            Map.entry("STORE_SECRET_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            Map.entry("STORE_PART_BYTES", "16777216"),
            Map.entry("MAIL_FROM", "orders@shop.example.com"),
            Map.entry("MAIL_REPLY_TO", "help@shop.example.com"),
            Map.entry("MAIL_API_KEY", "re_1234567890abcdef"),
            Map.entry("MAIL_PER_MINUTE", "120"),
            Map.entry("PAYMENT_PUBLISHABLE_KEY", "pk_live_51H8example"),
            Map.entry("PAYMENT_SECRET_KEY", "sk_live_51H8examplesecret"),
            Map.entry("PAYMENT_WEBHOOK_SECRET", "whsec_1234567890abcdef"),
            Map.entry("SESSION_SECRET", "0123456789abcdef0123456789abcdef0123456789abcdef"),
            Map.entry("SESSION_LIFETIME", "PT12H"),
            Map.entry("RATE_LIMIT_REQUESTS", "100"),
            Map.entry("RATE_LIMIT_WINDOW", "PT1M"),
            Map.entry("METRICS_ENDPOINT", "https://metrics.internal:9090/push"),
            Map.entry("MAINTENANCE_MODE", "false"))));

    private Variables() {}
}
