package dev.seaworthy.core.database.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/** Audits that see a fault as soon as it is there. */
final class Audits {
    private Audits() {}

    static DatabaseAudit.Builder all() {
        return DatabaseAudit.builder()
                .publicRoles("audit_anon", "audit_strong")
                .statisticsAge(Duration.ZERO)
                .transactionAge(Duration.ZERO)
                .clock(InstantSource.fixed(Faults.TODAY));
    }

    static DatabaseAudit.Builder only(Rule... rules) {
        return all().without(Arrays.stream(Rule.values())
                .filter(each -> !Arrays.asList(rules).contains(each))
                .toArray(Rule[]::new));
    }
}
