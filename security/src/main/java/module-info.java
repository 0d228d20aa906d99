import org.jspecify.annotations.NullMarked;

/**
 * Security headers, content security policy, CORS, passwords and API keys, and a scan that grades how a service has
 * them.
 */
@NullMarked
module dev.seaworthy.security {
    requires transitive dev.seaworthy.core;
    requires org.slf4j;
    requires static com.github.benmanes.caffeine;
    requires static io.github.bucket4j.core;
    requires static io.github.bucket4j.lettuce;
    requires static io.github.bucket4j.postgresql;
    requires static lettuce.core;
    requires static org.bouncycastle.provider;
    requires static transitive jakarta.servlet;
    requires static transitive jdk.httpserver;
    requires static transitive org.jspecify;

    exports dev.seaworthy.security.apikey;
    exports dev.seaworthy.security.apikey.store;
    exports dev.seaworthy.security.cors;
    exports dev.seaworthy.security.csp;
    exports dev.seaworthy.security.csp.audit;
    exports dev.seaworthy.security.csp.report;
    exports dev.seaworthy.security.headers;
    exports dev.seaworthy.security.http;
    exports dev.seaworthy.security.http.endpoint;
    exports dev.seaworthy.security.http.guard;
    exports dev.seaworthy.security.http.jdk;
    exports dev.seaworthy.security.http.key;
    exports dev.seaworthy.security.http.limit;
    exports dev.seaworthy.security.http.maintenance;
    exports dev.seaworthy.security.http.message;
    exports dev.seaworthy.security.http.proxy;
    exports dev.seaworthy.security.http.servlet;
    exports dev.seaworthy.security.password;
    exports dev.seaworthy.security.password.policy;
    exports dev.seaworthy.security.ratelimit;
    exports dev.seaworthy.security.scan;
    exports dev.seaworthy.security.scan.grade;
    exports dev.seaworthy.security.testing;
    exports dev.seaworthy.security.webhook;
}
