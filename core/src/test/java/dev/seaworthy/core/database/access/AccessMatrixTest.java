package dev.seaworthy.core.database.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.access.AccessMatrix.Access;
import dev.seaworthy.core.database.access.AccessMatrix.Action;
import dev.seaworthy.core.database.access.AccessMatrix.Owner;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessMatrixTest {
    private static final AccessMatrix MATRIX = new AccessMatrix(List.of(
            new Access("public.content", "alice", Action.SELECT, Set.of(Owner.NOBODY, Owner.OWN)),
            new Access("public.content", "alice", Action.GIVE, Set.of()),
            new Access("public.content", "bob", Action.DELETE, Set.of(Owner.OTHER)),
            new Access("public.titles", "bob", Action.INSERT, Set.of(Owner.OTHER, Owner.NOBODY))));

    @Test
    void one_s_own_rows_are_no_fault_and_all_others_are() {
        assertThat(MATRIX.faults())
                .containsExactly(
                        "alice can see nobody's row in public.content",
                        "bob can delete another's row in public.content",
                        "bob can insert another's row in public.titles",
                        "bob can insert nobody's row in public.titles");
    }

    @Test
    void each_relation_and_role_is_named_once() {
        assertThat(MATRIX).hasToString("""
                public.content as alice
                  SELECT    own, nobody
                  GIVE      -
                public.content as bob
                  DELETE    other
                public.titles as bob
                  INSERT    other, nobody""");
    }
}
