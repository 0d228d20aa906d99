package dev.seaworthy.core.config.generate;

import static dev.seaworthy.core.config.value.Stage.DEVELOPMENT;
import static dev.seaworthy.core.config.value.Stage.PRODUCTION;
import static dev.seaworthy.core.config.value.Stage.TEST;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.core.config.annotation.AllOrNone;
import dev.seaworthy.core.config.annotation.AllowEmpty;
import dev.seaworthy.core.config.annotation.Base64Bytes;
import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.annotation.DefaultIn;
import dev.seaworthy.core.config.annotation.Description;
import dev.seaworthy.core.config.annotation.Example;
import dev.seaworthy.core.config.annotation.OneOf;
import dev.seaworthy.core.config.annotation.Prefix;
import dev.seaworthy.core.config.annotation.RequiredIn;
import dev.seaworthy.core.config.annotation.RequiredWhen;
import dev.seaworthy.core.config.annotation.Separator;
import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.value.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A setting of every kind. */
@OneOf({"BUCKET", "FOLDER"})
record ShopSettings(
        @Variable("NODE_ENV") @Default("production") Stage stage,

        @Description(NASTY) @Example("https://shop.test/?a=1")
        URI appUrl,

        @Default("8080") int port,

        @Default("30s")
        @DefaultIn(
                value = "5s",
                stage = {DEVELOPMENT, TEST})
        Duration timeout,

        @Description("What signs our calls.") @Example("sk_live_0123456789")
        Secret apiKey,

        @DefaultIn(value = DEVELOPMENT_SECRET, stage = DEVELOPMENT) @Example("not " + DEVELOPMENT_SECRET)
        Secret pepper,

        @Default(DEFAULT_SECRET) Secret salt,
        @Base64Bytes(32) Optional<SecretBytes> cookieKey,

        @Separator(";") @Default("https://shop.test;https://www.shop.test")
        List<URI> origins,

        Optional<Secret> webhookSecret,
        @RequiredIn(PRODUCTION) Optional<String> sentryDsn,
        @RequiredWhen(variable = "SENTRY_DSN") Optional<String> release,
        @Default("card") Payment payment,

        @RequiredWhen(
                variable = "PAYMENT",
                is = {"card", "bank_transfer"})
        Optional<String> merchantId,

        @Variable("BUCKET") Optional<String> bucket,
        Optional<String> folder,
        @Default(QUOTES) @Example("a | `b`\t\"c\"") String greeting,
        @Default("two\nlines") String banner,
        @Default("it's \"5\"") String clock,
        @Default("$HOME/a|b") String template,
        @Default("") @AllowEmpty String suffix,
        @Variable("NEXT_PUBLIC_APP_URL") Optional<URI> publicUrl,
        @Default("en") String language,
        @RequiredWhen(variable = "LANGUAGE") Optional<String> translator,
        Optional<Smtp> smtp,
        @Prefix("DB_") Database database) {
    static final String NASTY = "Where \"we\" are | `called`: <b>\\*\n# FORGED=1\r\n---\u2028\u202Eturned\u0007 ${X}";
    static final String QUOTES = "It's #1 `now` $HOME | 100% \\ ok";
    static final String DEVELOPMENT_SECRET = "hunter2-for-development";
    static final String DEFAULT_SECRET = "hunter2-for-all";

    /** All that production asks for. */
    static final Map<String, String> GOOD = Map.of(
            "APP_URL", "https://seaworthy.dev/",
            "API_KEY", "dGhlIGtleSBvZiBhbGwga2V5cw",
            "PEPPER", "bm90IHRoZSBvbmUgb2YgZGV2",
            "SENTRY_DSN", "https://sentry.io/1",
            "RELEASE", "1.0",
            "MERCHANT_ID", "m-17",
            "BUCKET", "invoices",
            "DB_HOST", "db.internal",
            "DB_PASSWORD", "b3BlbiBzZXNhbWU");

    enum Payment {
        CARD,
        BANK_TRANSFER,
        CASH
    }

    @AllOrNone({"USER", "PASSWORD"})
    record Smtp(String host, @Default("587") int port, Optional<String> user, Optional<Secret> password) {}

    record Database(String host, Secret password) {}
}
