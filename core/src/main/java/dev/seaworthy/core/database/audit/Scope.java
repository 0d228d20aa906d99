package dev.seaworthy.core.database.audit;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What every question is asked with: whose reach, where, and from when on. */
record Scope(
        List<String> publicRoles,
        List<String> schemas,
        LocalDate today,
        Duration statisticsAge,
        Duration transactionAge) {
    /** In the order of the parameters in {@code asked.sql}. */
    Object[] parameters() {
        return new Object[] {
            publicRoles.toArray(new String[0]),
            schemas.toArray(new String[0]),
            today.toString(),
            statisticsAge.toString(),
            transactionAge.toString()
        };
    }
}
