package dev.seaworthy.core.database.schema;

import java.util.Optional;

/**
 * An extension that a database shall have (PostgreSQL documentation, {@code CREATE EXTENSION}). Immutable.
 *
 * @param schema where its objects go when it is made; empty for the first of the search path, or as the extension says
 */
public record Extension(String name, Optional<String> schema) {
    public Extension {
        Problems problems = new Problems("extension " + name);
        problems.name(name);
        schema.ifPresent(problems::name);
        problems.throwIfAny();
    }

    public static Extension named(String name) {
        return new Extension(name, Optional.empty());
    }

    /** The same, with its objects in a schema that exists. */
    public Extension in(String schemaName) {
        return new Extension(name, Optional.of(schemaName));
    }

    @Override
    public String toString() {
        return "extension " + name;
    }
}
