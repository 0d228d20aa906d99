package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A service that asks nothing over HTTP needs no OkHttp. */
class OptionalOkHttpTest {
    @Test
    void checks_health_on_a_class_path_without_okhttp() throws Exception {
        try (URLClassLoader bare = new URLClassLoader(withoutOkHttp(), ClassLoader.getPlatformClassLoader())) {
            Supplier<?> report = (Supplier<?>)
                    bare.loadClass(Report.class.getName()).getConstructor().newInstance();

            assertThatThrownBy(() -> bare.loadClass("okhttp3.OkHttpClient")).isInstanceOf(ClassNotFoundException.class);
            assertThat(report.get().toString()).contains("\"redis\":\"unhealthy\"");
        }
    }

    /** Runs on that class path. */
    public static final class Report implements Supplier<String> {
        public Report() {}

        @Override
        public String get() {
            try (HealthCheck health = HealthCheck.builder()
                    .degrading("redis", Probes.redis("127.0.0.1", 1))
                    .build()) {
                return health.report().toJson();
            }
        }
    }

    private static URL[] withoutOkHttp() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(okhttp|okio|kotlin).*"))
                .map(OptionalOkHttpTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
