package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What can be written out of a {@link Schema}. The same schema gives the same text on every system: lines end in LF,
 * variables come in the order of their declaration. No document holds a value of a secret, its default included.
 */
public enum Document {
    /**
     * A {@code .env.example} that every {@link dev.seaworthy.core.config.dotenv.Dialect} reads alike. It takes the view
     * of development: what must be filled in there is an empty assignment, all else a comment.
     */
    DOT_ENV_EXAMPLE,

    /** A table of GitHub Flavored Markdown, a variable a row. */
    MARKDOWN,

    /** A JSON Schema (2020-12) of the environment in production, as an object of texts. */
    JSON_SCHEMA,

    /**
     * The manifests of a ConfigMap and, for secrets, of a Secret. They take the view of production: an empty text is to
     * be filled in, what may be missing is a comment.
     */
    KUBERNETES,

    /**
     * The {@code environment} and the {@code secrets} of a service in a Compose file. A default that differs between
     * stages, or that Compose could take for a reference, is left to the service.
     */
    COMPOSE,

    /** GraalVM's {@code reachability-metadata.json} for the records of the schema. */
    NATIVE_IMAGE;

    public String of(Schema<?> schema) {
        return switch (this) {
            case DOT_ENV_EXAMPLE -> DotEnvExample.of(schema);
            case MARKDOWN -> MarkdownTable.of(schema);
            case JSON_SCHEMA -> JsonSchema.of(schema);
            case KUBERNETES -> KubernetesManifests.of(schema);
            case COMPOSE -> ComposeFile.of(schema);
            case NATIVE_IMAGE -> ReachabilityMetadata.of(schema);
        };
    }

    /**
     * Writes it in UTF-8. The file appears whole, in place of the one that was there; absent folders are created.
     *
     * @throws UncheckedIOException if it can't be written; the old file stays
     */
    public void writeTo(Path file, Schema<?> schema) {
        try {
            WholeFile.write(file, of(schema));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ": " + e, e);
        }
    }

    /**
     * Compares a file with what the schema gives, for a test that fails when the schema went on without it. How its
     * lines end makes no difference.
     *
     * @throws DriftException if the file differs, or can't be read
     */
    public void requireCurrent(Path file, Schema<?> schema) {
        new Drift(this, file).verify(of(schema));
    }
}
