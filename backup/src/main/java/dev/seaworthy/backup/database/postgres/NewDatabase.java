package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.fingerprint.DatabaseLocale;

/** The statement that creates a database. */
record NewDatabase(String name, int serverMajor) {
    private static final int PROVIDERS_SINCE = 15;

    String sql(DatabaseLocale locale) {
        String provider = serverMajor < PROVIDERS_SINCE ? "" : provider(locale);
        return sql(locale.encoding(), locale.collate(), locale.ctype()) + provider;
    }

    /** Of the same bytes, which every server can. */
    String sqlWithoutLocale(DatabaseLocale locale) {
        return sql(locale.encoding(), "C", "C") + (serverMajor < PROVIDERS_SINCE ? "" : " LOCALE_PROVIDER libc");
    }

    private String sql(String encoding, String collate, String ctype) {
        return "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING " + literal(encoding) + " LC_COLLATE "
                + literal(collate) + " LC_CTYPE " + literal(ctype);
    }

    private static String provider(DatabaseLocale locale) {
        return switch (locale.provider()) {
            case "icu" -> " LOCALE_PROVIDER icu ICU_LOCALE " + literal(locale.locale());
            case "builtin" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + literal(locale.locale());
            default -> " LOCALE_PROVIDER libc";
        };
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
