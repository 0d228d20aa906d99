package dev.seaworthy.core.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    @Test
    void does_not_tell_the_cases_of_names_apart_on_windows_alone() {
        Map<String, String> environment = Map.of("Path", "a");

        assertThat(Variables.process(environment, "Windows Server 2022").find("PATH"))
                .isPresent();
        assertThat(Variables.process(environment, "Windows Server 2022").tellsCases())
                .isFalse();
        assertThat(Variables.process(environment, "Linux").find("PATH")).isEmpty();
        assertThat(Variables.process(environment, "Linux").tellsCases()).isTrue();
    }
}
