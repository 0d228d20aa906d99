package dev.seaworthy.core.database.planning.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.survey.Draft.Kind;
import dev.seaworthy.core.database.postgres.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DraftGroupsTest {
    @Test
    void fifty_tables_are_tried_at_once() {
        List<Draft> drafts = IntStream.rangeClosed(1, 120)
                .boxed()
                .flatMap(i -> Stream.of(index("public.t" + i, "a" + i), index("public.t" + i, "b" + i)))
                .toList();

        List<List<Draft>> groups = DraftGroups.of(drafts);

        assertThat(groups).extracting(List::size).containsExactly(100, 100, 40);
        assertThat(groups.stream().flatMap(List::stream)).containsExactlyElementsOf(drafts);
    }

    @Test
    void the_drafts_of_a_table_stay_together() {
        Draft first = index("public.a", "i");
        Draft other = index("public.b", "j");
        Draft second = index("public.a", "k");

        assertThat(DraftGroups.of(List.of(first, other, second))).containsExactly(List.of(first, second, other));
    }

    @Test
    void two_tables_of_one_name_are_apart() {
        assertApart(index("one.content", "i"), index("two.content", "j"));
    }

    @Test
    void two_indexes_of_one_name_are_apart() {
        assertApart(index("one.a", "i"), index("two.b", "i"));
    }

    @Test
    void a_table_and_an_index_of_its_name_are_apart() {
        assertApart(index("one.a", "i"), index("two.b", "a"));
    }

    @Test
    void each_table_has_policies_of_one_name_beside_those_of_others() {
        Draft one = draft("public.a", "own", Kind.POLICY);
        Draft other = draft("public.b", "own", Kind.POLICY);

        assertThat(DraftGroups.of(List.of(one, other))).containsExactly(List.of(one, other));
    }

    @Test
    void a_name_is_free_again_in_the_next_group() {
        Draft one = index("one.a", "i");
        Draft other = index("two.a", "j");
        Draft third = index("two.b", "i");

        assertThat(DraftGroups.of(List.of(one, other, third))).containsExactly(List.of(one), List.of(other, third));
    }

    @Test
    void of_nothing_there_is_no_group() {
        assertThat(DraftGroups.of(List.of())).isEmpty();
    }

    private static void assertApart(Draft one, Draft other) {
        assertThat(DraftGroups.of(List.of(one, other))).containsExactly(List.of(one), List.of(other));
    }

    private static Draft index(String table, String name) {
        return draft(table, name, Kind.INDEX);
    }

    private static Draft draft(String table, String name, Kind kind) {
        TableName of = TableName.of(table);
        return new Draft(
                new Table(of, 1, "owner", Map.of(), false, false, Map.of(), Optional.empty(), List.of(), of),
                name,
                kind,
                "a statement",
                name);
    }
}
