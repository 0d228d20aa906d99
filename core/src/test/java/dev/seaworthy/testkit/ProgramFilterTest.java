package dev.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class ProgramFilterTest {
    private final String before = System.getProperty("seaworthy.programs", "");

    @AfterEach
    void restore() {
        System.setProperty("seaworthy.programs", before);
        ProgramFilter.LEFT_OUT.clear(); // what these tests left out is not worth telling
    }

    @Test
    void leaves_out_every_kind_of_test_whose_program_is_absent() {
        System.setProperty("seaworthy.programs", "found");

        TestPlan plan = plan(SomeNeedAProgram.class);

        assertThat(plan.getDescendants(plan.getRoots().iterator().next()))
                .extracting(TestIdentifier::getDisplayName)
                .contains("needs_the_shell()", "needs_nothing()")
                .doesNotContain("needs_it()")
                .noneMatch(name -> name.startsWith("needs_it_for_each"));
    }

    @Test
    void fails_for_want_of_a_program_where_all_are_required() {
        System.setProperty("seaworthy.programs", "required");

        assertThatThrownBy(() -> plan(SomeNeedAProgram.class)).hasStackTraceContaining("no-such-program");
        assertThatThrownBy(() -> plan(EachNeedsAProgram.class)).hasStackTraceContaining("no-such-program");
    }

    private static TestPlan plan(Class<?> tests) {
        return LauncherFactory.create(LauncherConfig.builder()
                        .enablePostDiscoveryFilterAutoRegistration(false)
                        .addPostDiscoveryFilters(new ProgramFilter())
                        .build())
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(tests))
                        .build());
    }

    static class SomeNeedAProgram {
        @Test
        @Tag("needs-no-such-program")
        void needs_it() {}

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @Tag("needs-no-such-program")
        void needs_it_for_each(int ignored) {}

        @Test
        @Tag("needs-sh")
        void needs_the_shell() {}

        @Test
        void needs_nothing() {}
    }

    @Tag("needs-no-such-program")
    static class EachNeedsAProgram {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void needs_it_for_each(int ignored) {}
    }
}
