package dev.seaworthy.docs.snippets;

import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.schedule.CronTrigger;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.csp.audit.Severity;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.headers.ReportingEndpoints;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.endpoint.CronEndpoint;
import dev.seaworthy.security.http.endpoint.ViolationEndpoint;
import dev.seaworthy.security.http.jdk.HttpServerFilter;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.http.servlet.SecurityFilter;
import dev.seaworthy.security.scan.ScanReport;
import dev.seaworthy.security.scan.SecurityScan;
import dev.seaworthy.security.scan.grade.Grade;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.function.BooleanSupplier;

final class HttpSecuritySnippets {
    private HttpSecuritySnippets() {}

    static HttpSecurity state(BooleanSupplier maintenanceSwitch, Jobs jobs, Secret cronSecret) {
        SecurityHeaders headers = SecurityHeaders.htmlPage();
        Cors cors = Cors.builder()
                .origins("https://app.example.com")
                .methods("GET", "POST", "PUT", "DELETE")
                .headers("Content-Type", "Authorization")
                .maxAge(Duration.ofDays(1))
                .build();
        HttpSecurity security = HttpSecurity.builder()
                .headers(headers)
                .cors("/api/", cors)
                .trustedProxies(TrustedProxies.ranges("10.0.0.0/8"))
                .maintenance(MaintenanceMode.when(maintenanceSwitch)
                        .openPaths("/health")
                        .openTo("203.0.113.0/24")
                        .retryAfter(Duration.ofMinutes(10))
                        .build())
                .endpoint(
                        "/api/cron/cleanup",
                        CronEndpoint.of(CronTrigger.of("cleanup", () -> jobs.runNow("cleanup")), cronSecret))
                .endpoint(
                        "/csp-reports",
                        ViolationEndpoint.of(ViolationReports.builder().build()))
                .build();
        return security;
    }

    static void servlet(ServletContext context, HttpSecurity security) {
        context.addFilter("security", new SecurityFilter(security))
                .addMappingForUrlPatterns(
                        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
    }

    static void jdk(HttpServer server, HttpSecurity security) {
        server.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1))
                .getFilters()
                .add(new HttpServerFilter(security));
    }

    static SecurityHeaders policy() {
        ContentSecurityPolicy policy = ContentSecurityPolicy.htmlPage().toBuilder()
                .imgSrc(Source.SELF, Source.host("https://images.example.com"))
                .reportTo("csp")
                .reportUri("/csp-reports")
                .build();
        SecurityHeaders headers = SecurityHeaders.htmlPage().toBuilder()
                .contentSecurityPolicy(policy)
                .reportingEndpoints(ReportingEndpoints.of("csp", "/csp-reports"))
                .failOn(Severity.HIGH) // build() refuses what the audit finds
                .build();
        return headers;
    }

    static void scan() throws InterruptedException {
        ScanReport report = SecurityScan.of(URI.create("https://app.example.com/"))
                .paths("/api/content")
                .build()
                .run();
        System.out.print(report.toText());
    }

    static Object box(SecurityScan scan) {
        return scan.check(Grade.A);
    }
}
