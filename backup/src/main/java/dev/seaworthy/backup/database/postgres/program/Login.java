package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.core.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which database a program connects to, and as whom. Immutable; shows no password.
 *
 * @param parameters by libpq's names: {@code host}, {@code port}, {@code dbname}, {@code user} and those of TLS
 */
public record Login(Map<String, String> parameters, Secret password) {
    public Login {
        parameters = Map.copyOf(parameters);
        Objects.requireNonNull(password, "password");
    }

    String database() {
        return parameter("dbname");
    }

    private String parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** By the names of libpq's variables. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        parameters.forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    private static String variable(String parameter) {
        return parameter.equals("dbname") ? "PGDATABASE" : "PG" + parameter.toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return parameter("user") + "@" + parameter("host") + ":" + parameter("port") + "/" + database();
    }
}
