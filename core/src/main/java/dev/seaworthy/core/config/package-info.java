/**
 * A validated environment: declare the variables as a record, read them all, and learn of every problem at once.
 *
 * <p>Start at {@link dev.seaworthy.core.config.EnvironmentConfig}:
 *
 * <pre>{@code
 * record Settings(
 *         @Variable("NODE_ENV") Stage stage,
 *         @WebUrl URI appUrl,                               // APP_URL
 *         Secret openaiApiKey,                              // OPENAI_API_KEY
 *         Optional<String> openaiOrgId,
 *         @Email String emailFrom,
 *         @Default("100") @Positive int rateLimitRequests) {}
 *
 * Settings settings = EnvironmentConfig.of(Settings.class).load().values();
 * }</pre>
 *
 * <p>It reads when it is told to, by {@code load} and {@code reload}; it watches nothing. A stage that is unknown or
 * missing means the rules of production. On the module path, a record's package must be open to
 * {@code org.hibernate.validator} and {@code dev.seaworthy.core}.
 */
package dev.seaworthy.core.config;
