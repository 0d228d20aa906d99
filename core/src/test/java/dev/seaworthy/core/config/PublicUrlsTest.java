package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.config.annotation.Variable;
import dev.seaworthy.core.config.constraint.PublicUrl;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlsTest {
    record Settings(
            Optional<List<@PublicUrl URI>> origins,
            Optional<Set<@PublicUrl URI>> distinct,
            Optional<Map<String, @PublicUrl URI>> named,
            Optional<List<URI>> peers,
            @Variable("NEXT_PUBLIC_API") Optional<String> api,
            @Variable("VITE_ORIGINS") Optional<List<String>> viteOrigins,
            Optional<String> note) {}

    record Required(List<@PublicUrl URI> origins) {}

    @ParameterizedTest
    @CsvSource({
        "ORIGINS, 'https://contentmax.ai,https://localhost'",
        "DISTINCT, 'https://contentmax.ai,http://10.0.0.7:3000'",
        "NAMED, 'a=https://contentmax.ai,b=https://web'",
        "NEXT_PUBLIC_API, http://localhost:3000",
        "NEXT_PUBLIC_API, HTTPS://192.168.0.7/?q={a b}",
        "VITE_ORIGINS, 'https://contentmax.ai,http://localhost:5173'"
    })
    void refuses_a_private_host_wherever_a_public_url_stands(String variable, String text) {
        assertThat(Problems.of(Settings.class, Map.of(variable, text))).containsExactly("local-url " + variable);
    }

    @Test
    void judges_the_elements_of_a_list_that_is_required() {
        assertThat(Problems.of(Required.class, Map.of("ORIGINS", "https://localhost")))
                .containsExactly("local-url ORIGINS");
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGINS, 'https://contentmax.ai,https://app.contentmax.ai'",
        "PEERS, 'https://localhost,https://web'",
        "NEXT_PUBLIC_API, localhost",
        "NEXT_PUBLIC_API, see http://localhost",
        "NEXT_PUBLIC_API, 'https:// '",
        "NOTE, http://localhost:3000"
    })
    void takes_a_private_host_elsewhere(String variable, String text) {
        assertThat(Problems.of(Settings.class, Map.of(variable, text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://contentmax.ai", "contentmax.ai", "/path", "https:///path", "mailto:a@contentmax.ai"})
    void takes_nothing_but_a_web_url_where_a_setting_in_code_is_public(String text) {
        Setting<URI> one = Setting.of("SITE", URI.class).publicUrl().build();
        Setting<List<URI>> many = Setting.listOf("SITE", URI.class).publicUrl().build();
        Setting<String> plain = Setting.of("SITE", String.class).publicUrl().build();

        for (Setting<?> setting : List.of(one, many, plain)) {
            assertThat(problems(setting, text)).containsExactly("format SITE");
            assertThat(problems(setting, "http://localhost")).containsExactly("local-url SITE");
            assertThat(problems(setting, "https://contentmax.ai/a")).isEmpty();
        }
        assertThatThrownBy(() -> Setting.of("SITE", URI.class)
                        .publicUrl()
                        .defaultTo(text)
                        .build())
                .hasMessageContaining("http or https URL with a host");
    }

    private static List<String> problems(Setting<?> setting, String text) {
        return Problems.of(EnvironmentConfig.of(Schema.of(setting)).environment(Map.of("SITE", text)));
    }
}
