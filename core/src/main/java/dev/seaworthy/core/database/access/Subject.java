package dev.seaworthy.core.database.access;

import dev.seaworthy.core.database.access.AccessMatrix.Owner;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import dev.seaworthy.core.database.sql.Literal;
import java.util.List;
import java.util.Map;

/** The table that is tried, and how its rows are made. */
record Subject(TableName table, String ownerColumn, String other, Map<String, String> values, List<String> given) {
    String owner(Identity identity, Owner owner) {
        String value = switch (owner) {
            case OWN -> identity.owner();
            case OTHER -> other;
            case NOBODY -> Identity.NOBODY;
        };
        return value.isEmpty() ? "NULL" : Literal.quote(value);
    }

    String insert(String relation, String owner) {
        StringBuilder columns = new StringBuilder(Identifier.quote(ownerColumn));
        StringBuilder row = new StringBuilder(owner);
        values.forEach((column, sql) -> {
            columns.append(", ").append(Identifier.quote(column));
            row.append(", ").append(sql);
        });
        return "INSERT INTO " + relation + " (" + columns + ") VALUES (" + row + ")";
    }

    String update(String relation, String owner) {
        return "UPDATE " + relation + " SET " + Identifier.quote(ownerColumn) + " = " + owner;
    }
}
