package dev.seaworthy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.security.headers.SecurityHeaders;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A service that is no servlet embeds the module's classes and the JDK alone, but for the report collector. */
class LightClassPathTest {
    @Test
    void works_without_the_servlet_api() throws Exception {
        URL classes =
                SecurityHeaders.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader alone = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Class<?> headers = alone.loadClass("dev.seaworthy.security.headers.SecurityHeaders");
            Class<?> sink = alone.loadClass("dev.seaworthy.security.headers.HeaderSink");
            Object recorded = alone.loadClass("dev.seaworthy.security.testing.RecordingHeaders")
                    .getConstructor()
                    .newInstance();
            Object owasp = headers.getMethod("owasp").invoke(null);

            headers.getMethod("writeTo", sink, boolean.class).invoke(owasp, recorded, true);

            assertThat(recorded.toString()).contains("X-Frame-Options: DENY");
            Class<?> policies = alone.loadClass("dev.seaworthy.security.csp.ContentSecurityPolicy");
            Object policy = policies.getMethod("of", String.class).invoke(null, "default-src 'self'");
            assertThat(alone.loadClass("dev.seaworthy.security.csp.audit.CspAudit")
                            .getMethod("ofHeader", String[].class)
                            .invoke(null, (Object) new String[] {policy.toString()})
                            .toString())
                    .contains("MEDIUM frame-ancestors");
            assertThatThrownBy(() -> accept(alone))
                    .cause()
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessageContaining("dev/seaworthy/core/json");
            assertThat(alone.loadClass("dev.seaworthy.security.cors.Cors")
                            .getMethod("denyAll")
                            .invoke(null))
                    .isNotNull();
            assertThatThrownBy(() -> alone.loadClass("dev.seaworthy.security.http.servlet.SecurityFilter"))
                    .isInstanceOf(NoClassDefFoundError.class);
        }
    }

    private static void accept(ClassLoader alone) throws ReflectiveOperationException {
        Class<?> reports = alone.loadClass("dev.seaworthy.security.csp.report.ViolationReports");
        Object builder = reports.getMethod("builder").invoke(null);
        Object collector = builder.getClass().getMethod("build").invoke(builder);
        reports.getMethod("accept", String.class, byte[].class)
                .invoke(collector, "application/csp-report", "{}".getBytes(StandardCharsets.UTF_8));
    }
}
