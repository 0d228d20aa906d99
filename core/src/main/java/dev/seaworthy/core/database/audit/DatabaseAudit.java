package dev.seaworthy.core.database.audit;

import dev.seaworthy.core.database.audit.AuditReport.NotChecked;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A look at a live PostgreSQL 14 or later that changes nothing: what is open, slow, broken or about to end, and the SQL
 * that mends it. Immutable.
 *
 * <p>All questions are one read-only transaction that is rolled back, so that a pooler in transaction mode is no
 * hindrance. Each has a snapshot of its own, is bounded by {@link Builder#statementTimeout} and
 * {@link Builder#lockTimeout}, and leaves the others if it fails. It sees what the role of the connection sees; run it
 * as the role of the application and once more as a superuser.
 */
public final class DatabaseAudit {
    /** Roles that anyone can act as, where they exist: those of Supabase. PUBLIC is always one. */
    public static final List<String> PUBLIC_ROLES = List.of("anon", "authenticated");

    private final Builder asked;
    private final Set<Rule> rules;

    private DatabaseAudit(Builder asked) {
        this.asked = new Builder(asked);
        this.rules = EnumSet.complementOf(asked.without);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Asks all questions, over one connection.
     *
     * @throws DatabaseException if there is no connection to be had
     */
    public AuditReport run(DataSource dataSource) {
        List<Finding> findings = new ArrayList<>();
        List<NotChecked> notChecked = new ArrayList<>();
        try (Session session = Session.lookInto(dataSource)) {
            rules.forEach(rule -> ask(session, rule, findings, notChecked));
        }
        return new AuditReport(findings, notChecked);
    }

    private void ask(Session session, Rule rule, List<Finding> findings, List<NotChecked> notChecked) {
        try {
            for (Answer answer : answers(session, rule)) {
                if (answer.isSeen()) {
                    findings.add(answer.finding(rule));
                } else {
                    notChecked.add(answer.notChecked(rule));
                }
            }
        } catch (SQLException e) {
            notChecked.add(
                    new NotChecked(rule, String.valueOf(new DatabaseException("the server said", e).getMessage())));
        }
    }

    private List<Answer> answers(Session session, Rule rule) throws SQLException {
        return session.rolledBack(() -> {
            session.execute(asked.preparation());
            return Question.of(rule).ask(session, asked.scope());
        });
    }

    /** What to leave out, and what is long. One thread at a time. */
    public static final class Builder {
        private List<String> publicRoles = PUBLIC_ROLES;
        private List<String> schemas = List.of();
        private EnumSet<Rule> without = EnumSet.noneOf(Rule.class);
        private Duration statementTimeout = Duration.ofSeconds(10);
        private Duration lockTimeout = Duration.ofSeconds(1);
        private Duration statisticsAge = Duration.ofDays(30);
        private Duration transactionAge = Duration.ofMinutes(5);
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        private Builder(Builder other) {
            publicRoles = other.publicRoles;
            schemas = other.schemas;
            statementTimeout = other.statementTimeout;
            lockTimeout = other.lockTimeout;
            statisticsAge = other.statisticsAge;
            transactionAge = other.transactionAge;
            clock = other.clock;
        }

        /** Roles that a stranger can act as, beside PUBLIC; one that does not exist is passed over. */
        public Builder publicRoles(String... roles) {
            publicRoles = List.of(roles);
            return this;
        }

        /**
         * Looks at objects of these schemas alone; default: of all that are neither PostgreSQL's nor an extension's.
         */
        public Builder schemas(String... names) {
            schemas = List.of(names);
            return this;
        }

        /** Leaves out rules, beside those already left out. */
        public Builder without(Rule... rules) {
            Collections.addAll(without, rules);
            return this;
        }

        /** The longest that one question may take; default: 10 seconds. */
        public Builder statementTimeout(Duration timeout) {
            statementTimeout = positive(timeout, "statement timeout");
            return this;
        }

        /** The longest that a question waits for a lock; default: 1 second. */
        public Builder lockTimeout(Duration timeout) {
            lockTimeout = positive(timeout, "lock timeout");
            return this;
        }

        /** How long the server must have counted before an index is called unused; default: 30 days. */
        public Builder statisticsAge(Duration age) {
            statisticsAge = Objects.requireNonNull(age, "statistics age");
            return this;
        }

        /** From when on a transaction that idles is a finding; default: 5 minutes. */
        public Builder transactionAge(Duration age) {
            transactionAge = Objects.requireNonNull(age, "transaction age");
            return this;
        }

        /** Tells what day it is, for the end of life of a version. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        public DatabaseAudit build() {
            return new DatabaseAudit(this);
        }

        private Scope scope() {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return new Scope(publicRoles, schemas, today, statisticsAge, transactionAge);
        }

        /**
         * For this transaction alone. Names are found in pg_catalog alone, so that all others are shown in full. The
         * planner takes the many tables of a catalog for few: without nested loops it can't go wrong by much.
         */
        private String preparation() {
            return "SET TRANSACTION READ ONLY; SET LOCAL search_path = pg_catalog; SET LOCAL jit = off; SET LOCAL enable_nestloop = off"
                    + "; SET LOCAL statement_timeout = " + statementTimeout.toMillis()
                    + "; SET LOCAL lock_timeout = " + lockTimeout.toMillis();
        }

        private static Duration positive(Duration timeout, String name) {
            if (timeout.toMillis() < 1) {
                throw new IllegalArgumentException(name + " must be 1 ms or longer: " + timeout);
            }
            return timeout;
        }
    }
}
