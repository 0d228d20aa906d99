/**
 * The documents of a schema: an example of its {@code .env}, a table, a JSON Schema, skeletons for deployments.
 *
 * <p>Start at {@link dev.seaworthy.core.config.generate.Document}:
 *
 * <pre>{@code
 * Schema<Settings> schema = Schema.of(Settings.class);
 * Document.DOT_ENV_EXAMPLE.writeTo(Path.of(".env.example"), schema);
 *
 * @Test
 * void documents_are_current() {
 *     Document.DOT_ENV_EXAMPLE.requireCurrent(Path.of(".env.example"), schema);
 * }
 * }</pre>
 *
 * <p>It writes what is declared, never what is set, and nothing that a secret holds, its defaults included.
 */
package dev.seaworthy.core.config.generate;
