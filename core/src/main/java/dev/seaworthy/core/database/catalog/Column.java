package dev.seaworthy.core.database.catalog;

/**
 * A column as the catalog has it.
 *
 * @param type as SQL writes it: {@code timestamp with time zone}
 * @param isGenerated whether its value is worked out from the others
 * @param isIdentity whether it is {@code GENERATED … AS IDENTITY}
 */
public record Column(String name, String type, boolean isNotNull, boolean isGenerated, boolean isIdentity) {}
