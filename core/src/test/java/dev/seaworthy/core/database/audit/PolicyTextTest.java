package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "(auth.uid('1'::timestamp without time zone) = owner)",
                "(owner IN ( SELECT u.u FROM auth.uid() u(u)))",
                "(owner = ( SELECT (auth.uid())::text AS x FROM m))"
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
                "(year = ( SELECT EXTRACT(year FROM auth.uid()) AS extract))",
                "(owner = ( SELECT (auth.uid() COLLATE \"C\")))",
                "(owner = ( SELECT (auth.uid() OPERATOR(public.||) 'x'::text)))",
                "( SELECT (auth.uid() IS DISTINCT FROM 'x'::text))",
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

        assertThat(text.wrapped(call -> !call.name().equals("lower"), name -> "text"))
                .isEqualTo("((a = (SELECT f(g(), 'x)'::text))) AND (b = lower((SELECT g()))))");
    }

    @Test
    void an_array_keeps_its_type_lest_the_sub_select_be_taken_for_rows() {
        PolicyText text = new PolicyText("((a = ANY (f())) AND (b <> ALL (app.g(1))) AND (c = ANY ((f())::text[])))");

        assertThat(text.wrapped(call -> true, name -> name + "[]"))
                .isEqualTo("((a = ANY ((SELECT f())::f[])) AND (b <> ALL ((SELECT app.g(1))::app.g[]))"
                        + " AND (c = ANY (((SELECT f()))::text[])))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(a = f()) | VALUE",
                "(a = ANY (f())) | ARRAY",
                "(a = ANY (ARRAY[f(), 1])) | VALUE",
                "(a IN ( SELECT x.x FROM f() x(x))) | ROWS",
                "(a IN ( SELECT x.x FROM (m CROSS JOIN LATERAL f(m.id) WITH ORDINALITY x(x)))) | ROWS",
                "(a IN ( SELECT x.x FROM ROWS FROM(f()) x(x))) | ROWS",
                "(a = EXTRACT(year FROM f())) | VALUE",
                "(a IS DISTINCT FROM f()) | VALUE",
            })
    void tells_where_a_call_stands(String text, PolicyText.Place place) {
        assertThat(new PolicyText(text).calls())
                .extracting(PolicyText.Call::place)
                .containsExactly(place);
    }
}
