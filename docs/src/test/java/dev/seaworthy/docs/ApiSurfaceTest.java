package dev.seaworthy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The committed surface of each module is the one that its code has. */
class ApiSurfaceTest {
    static final java.util.List<String> MODULES = House.MODULES;

    private static final Map<String, Class<?>> WITNESSES = Map.of(
            "core", dev.seaworthy.core.Secret.class,
            "security", dev.seaworthy.security.headers.SecurityHeaders.class,
            "backup", dev.seaworthy.backup.BackupManager.class,
            "cdn", dev.seaworthy.cdn.CdnClient.class,
            "monitoring", dev.seaworthy.monitoring.health.HealthCheck.class);

    @ParameterizedTest
    @FieldSource("MODULES")
    void the_public_surface_is_the_committed_one(String module) throws IOException {
        Path committed = House.root().resolve("docs/api/" + module + ".txt");
        String surface = ApiSurface.of(WITNESSES.get(module));
        if ("accept".equals(System.getProperty("seaworthy.api"))) {
            Files.writeString(committed, surface);
        }

        assertThat(committed).as("""
                        docs/api/%s.txt. If the change to the public API is meant, accept it with
                            ./mvnw verify -Dseaworthy.api=accept
                        and commit the file""", module).content().isEqualToNormalizingNewlines(surface);
    }
}
