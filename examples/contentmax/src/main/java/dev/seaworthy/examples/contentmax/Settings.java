package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.Unit;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.constraint.EmailAddress;
import dev.seaworthy.core.config.constraint.PublicUrl;
import dev.seaworthy.core.config.constraint.WebUrl;
import dev.seaworthy.core.config.value.Stage;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Every variable that ContentMax reads. */
record Settings(
        // application
        @Variable("NODE_ENV") Stage stage,
        @Variable("NEXT_PUBLIC_APP_URL") @PublicUrl URI appUrl,
        @Variable("NEXT_PUBLIC_API_URL") @PublicUrl URI apiUrl,
        // Supabase
        @Variable("NEXT_PUBLIC_SUPABASE_URL") @WebUrl URI supabaseUrl,
        @Variable("NEXT_PUBLIC_SUPABASE_ANON_KEY") String supabaseAnonKey,
        Secret supabaseServiceRoleKey,
        Secret supabaseJwtSecret,
        String supabaseProjectRef,
        // OpenAI
        Secret openaiApiKey,
        Optional<String> openaiOrgId,
        // Google
        String googleClientId,
        Secret googleClientSecret,
        String gscPropertyId,
        // Stripe
        Secret stripeSecretKey,
        Secret stripeWebhookSecret,
        @Variable("NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY") String stripePublishableKey,
        // email
        Secret resendApiKey,
        @EmailAddress String emailFrom,
        // security
        @Size(min = 32, max = 32) Secret encryptionKey,
        Secret jwtSecret,
        Secret sessionSecret,
        @Size(min = 16) Secret cronSecret,
        // monitoring
        Optional<Secret> sentryDsn,
        Optional<Secret> datadogApiKey,
        Optional<Secret> newRelicLicenseKey,
        // feature flags
        @Default("false") boolean enableBetaFeatures,
        @Default("false") boolean maintenanceMode,
        // rate limiting
        @Default("100") @Positive int rateLimitRequests,

        @Variable("RATE_LIMIT_WINDOW_MS") @Unit(ChronoUnit.MILLIS) @Default("60000")
        Duration rateLimitWindow,
        // backups
        Secret awsAccessKeyId,
        Secret awsSecretAccessKey,
        @Size(min = 32) Secret backupRepositoryKey,
        // deployment: of the notices about it, whsec_ and base64
        Secret vercelToken,

        @Pattern(
                regexp = "whsec_[A-Za-z0-9+/]{32,}={0,2}",
                message = "must be whsec_ and the base64 of 24 bytes or more")
        Secret webhookSecret,
        // CDN
        Optional<@PublicUrl URI> cdnUrl,
        Secret cloudflareApiToken,

        @Pattern(regexp = "[0-9a-f]{32}", message = "must be 32 hexadecimal digits in lower case")
        String cloudflareZoneId) {}
