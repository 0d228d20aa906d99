package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.Found;
import dev.seaworthy.core.config.source.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TyposTest {
    record Settings(String databaseUrl, Optional<String> region) {}

    private final Map<String, String> environment = new HashMap<>();
    private final EnvironmentConfig.Builder<Settings> config = EnvironmentConfig.of(Settings.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABSE_URL",
                "DATABASE_ULR",
                "DATABASEURL",
                "DATABASE_URLS",
                "DATABSE_URLX",
                "DATABASE_URI",
                "DATABSE_URL_FILE",
                "database_url",
                "database-url",
                "database.url",
                "Databse.Url"
            })
    void names_a_variable_that_is_set_under_a_name_close_to_a_missing_one(String typo) {
        environment.put(typo, "marker-of-value");

        assertThat(Problems.only(config.environment(environment)).toString())
                .isEqualTo("DATABASE_URL: required; did you mean " + typo + ", which is set?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA_URL", "DB_URL", "DTABSE_ULR", "URL"})
    void is_silent_about_names_that_are_not_close(String other) {
        environment.put(other, "a");

        assertThat(Problems.only(config.environment(environment)).hint()).isEmpty();
    }

    @Test
    void warns_of_a_typo_of_what_may_be_missing() {
        environment.put("DATABASE_URL", "a");
        environment.put("REGOIN", "eu");

        assertThat(config.environment(environment).load().warnings())
                .extracting(Object::toString)
                .containsExactly("REGOIN: is set, and nothing reads it; did you mean REGION?");
        assertThat(config.ignore("REGOIN").load().warnings()).isEmpty();
    }

    record Short(Optional<String> ci, Optional<String> port) {}

    @Test
    void takes_a_short_name_for_a_typo_only_when_it_is_nearer() {
        assertThat(EnvironmentConfig.of(Short.class)
                        .environment(Map.of("HI", "a", "HOST", "b", "PROT", "c"))
                        .load()
                        .warnings())
                .extracting(Object::toString)
                .containsExactly("PROT: is set, and nothing reads it; did you mean PORT?");
    }

    @Test
    void takes_a_name_in_another_case_for_the_declared_one_where_cases_are_not_told_apart() {
        Source windows = new Source() {
            @Override
            public Optional<Found> find(String variable) {
                return Optional.empty();
            }

            @Override
            public Set<String> names() {
                return Set.of("Region", "Region_File", "ComSpec", "Regoin");
            }

            @Override
            public boolean tellsCases() {
                return false;
            }
        };

        assertThat(new Typos(Schema.of(Settings.class), List.of(windows), Set.of("COMSPEC")).unknown(List.of("")))
                .extracting(Problem::subject)
                .containsExactly("Regoin");
    }

    @Test
    void refuses_what_nothing_declares_under_a_prefix_that_is_ours() {
        environment.put("DATABASE_URL", "a");
        environment.put("CONTENTMAX_CACHE", "b");
        environment.put("OTHER", "c");
        config.environment(environment).refuseUnknown("CONTENTMAX_");

        assertThat(Problems.of(config)).containsExactly("unknown-variable CONTENTMAX_CACHE");
        assertThat(Problems.of(config.ignore("CONTENTMAX_CACHE"))).isEmpty();
    }
}
