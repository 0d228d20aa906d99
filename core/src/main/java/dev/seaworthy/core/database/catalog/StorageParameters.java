package dev.seaworthy.core.database.catalog;

import java.sql.Array;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Storage parameters by name, as they are written: {@code fillfactor} → {@code 70}. */
public final class StorageParameters {
    /**
     * Those of the {@code pg_class c} of a query and of its TOAST table, of which a name begins with {@code toast.}.
     */
    public static final String WITH_TOAST = """
            coalesce(c.reloptions, '{}') || coalesce((SELECT array_agg('toast.' || o.text)
              FROM pg_class x CROSS JOIN LATERAL unnest(x.reloptions) o (text) WHERE x.oid = c.reltoastrelid), '{}')""";

    private StorageParameters() {}

    /** Those that {@code reloptions} of the catalog holds. */
    public static Map<String, String> of(@Nullable Array options) throws SQLException {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (options != null) {
            for (String option : (String[]) options.getArray()) {
                int equals = option.indexOf('=');
                parameters.put(option.substring(0, equals), option.substring(equals + 1));
            }
        }
        return parameters;
    }
}
