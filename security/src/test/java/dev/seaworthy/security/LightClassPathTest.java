package dev.seaworthy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.security.headers.SecurityHeaders;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** A service that is no servlet embeds the module's classes and the JDK alone. */
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
            assertThat(alone.loadClass("dev.seaworthy.security.cors.Cors")
                            .getMethod("denyAll")
                            .invoke(null))
                    .isNotNull();
            assertThatThrownBy(() -> alone.loadClass("dev.seaworthy.security.http.SecurityFilter"))
                    .isInstanceOf(NoClassDefFoundError.class);
        }
    }
}
