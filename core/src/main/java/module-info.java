import org.jspecify.annotations.NullMarked;

/**
 * What every module shares, and a validated environment. Start at {@link dev.seaworthy.core.config.EnvironmentConfig}.
 */
@NullMarked
module dev.seaworthy.core {
    requires transitive java.net.http;
    requires transitive java.sql;
    requires com.fasterxml.jackson.annotation;
    requires transitive jakarta.validation;
    requires org.hibernate.validator;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires tools.jackson.databind;
    requires static com.github.kagkarlsson.scheduler;
    requires static micrometer.core;

    exports dev.seaworthy.core.config.annotation;
    exports dev.seaworthy.core.config.constraint;
    exports dev.seaworthy.core.config.dotenv;
    exports dev.seaworthy.core.config.generate;
    exports dev.seaworthy.core.config.problem;
    exports dev.seaworthy.core.config.value;
    exports dev.seaworthy.core.config;
    exports dev.seaworthy.core.database.plan;
    exports dev.seaworthy.core.database.access;
    exports dev.seaworthy.core.database.archive;
    exports dev.seaworthy.core.database.audit;
    exports dev.seaworthy.core.database.maintenance;
    exports dev.seaworthy.core.database.postgres;
    exports dev.seaworthy.core.database.schema;
    exports dev.seaworthy.core.database.sql to
            dev.seaworthy.security;
    exports dev.seaworthy.core.database;
    exports dev.seaworthy.core.deploy.check.metrics;
    exports dev.seaworthy.core.deploy.check.ready;
    exports dev.seaworthy.core.deploy.check;
    exports dev.seaworthy.core.notify;
    exports dev.seaworthy.core.deploy.vercel.plan;
    exports dev.seaworthy.core.deploy.vercel.problem;
    exports dev.seaworthy.core.deploy.vercel.route;
    exports dev.seaworthy.core.deploy.vercel;
    exports dev.seaworthy.core.deploy.checklist.report;
    exports dev.seaworthy.core.deploy.checklist;
    exports dev.seaworthy.core.deploy.command;
    exports dev.seaworthy.core.deploy.release.journal;
    exports dev.seaworthy.core.deploy.release;
    exports dev.seaworthy.core.failure to
            dev.seaworthy.backup,
            dev.seaworthy.cdn,
            dev.seaworthy.security;
    exports dev.seaworthy.core.json to
            dev.seaworthy.backup,
            dev.seaworthy.cdn,
            dev.seaworthy.security;
    exports dev.seaworthy.core.net to
            dev.seaworthy.backup,
            dev.seaworthy.cdn,
            dev.seaworthy.security;
    exports dev.seaworthy.core.schedule.cluster;
    exports dev.seaworthy.core.schedule.direct;
    exports dev.seaworthy.core.schedule;
    exports dev.seaworthy.core.tls;
    exports dev.seaworthy.core;
    exports dev.seaworthy.core.testing;
}
