package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(owner = auth.uid())",
                "(owner = (auth.uid('a(b'::text, true))::character varying)",
                "(auth.uid() = ANY ((owner)::text[]))",
                "(EXISTS ( SELECT 1\n   FROM m\n  WHERE (m.owner = auth.uid())))",
                "(owner IN ( SELECT auth.uid() AS uid\n   FROM m))",
                "(auth.uid('1'::timestamp without time zone) = owner)"
            })
    void sees_a_call_for_each_row(String text) {
        assertThat(new PolicyText(text).calls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("auth.uid");
            assertThat(call.ofTheRow()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(owner = ( SELECT auth.uid() AS uid))",
                "(owner = (( SELECT (auth.jwt() ->> 'sub'::text)))::uuid)",
                "(owner <> 'auth.uid() it''s (SELECT'::text)",
                "(owner = (size)::numeric(10,2))",
                "true"
            })
    void passes_over_what_runs_once_or_is_no_call(String text) {
        assertThat(new PolicyText(text).calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"is_member(org)", "( SELECT is_member(org) AS x)", "is_member(\"Org\")", "is_member(m.org)"})
    void a_call_with_a_column_is_of_the_row(String text) {
        assertThat(new PolicyText(text).calls())
                .singleElement()
                .extracting(PolicyText.Call::ofTheRow)
                .isEqualTo(true);
    }

    @Test
    void wraps_the_outer_of_two_calls_and_leaves_the_rest() {
        PolicyText text = new PolicyText("((a = f(g(), 'x)'::text)) AND (b = lower(g())))");

        assertThat(text.wrapped(call -> !call.name().equals("lower")))
                .isEqualTo("((a = (SELECT f(g(), 'x)'::text))) AND (b = lower((SELECT g()))))");
    }
}
