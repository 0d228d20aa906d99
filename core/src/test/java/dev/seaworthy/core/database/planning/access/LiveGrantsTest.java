package dev.seaworthy.core.database.planning.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.planning.access.LiveGrants.Grant;
import dev.seaworthy.core.database.postgres.TableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveGrantsTest {
    private static final TableName ARCHIVE = TableName.of("archive");
    private static final Grant SELECT = new Grant(Optional.empty(), "reader", "SELECT", false, Optional.empty());
    private static final Grant SELECT_ONE =
            new Grant(Optional.of("title"), "reader", "SELECT", false, Optional.empty());
    private static final Grant SELECT_AND_GIVE =
            new Grant(Optional.empty(), "reader", "SELECT", true, Optional.empty());

    @Test
    void what_the_source_gives_is_left() {
        assertThat(revoked(SELECT, SELECT)).isEmpty();
        assertThat(revoked(SELECT_ONE, SELECT)).isEmpty();
        assertThat(revoked(SELECT_ONE, SELECT_ONE)).isEmpty();
        assertThat(revoked(SELECT, SELECT_AND_GIVE)).isEmpty();
    }

    @Test
    void what_is_more_than_the_source_gives_is_taken() {
        String all = "REVOKE SELECT ON TABLE \"public\".\"archive\" FROM reader";

        assertThat(revoked(SELECT, SELECT_ONE)).containsExactly(all);
        assertThat(revoked(SELECT_AND_GIVE, SELECT)).containsExactly(all);
        assertThat(revoked(SELECT, new Grant(Optional.empty(), "reader", "INSERT", false, Optional.empty())))
                .containsExactly(all);
        assertThat(revoked(SELECT, new Grant(Optional.empty(), "writer", "SELECT", false, Optional.empty())))
                .containsExactly(all);
        assertThat(revoked(SELECT_ONE, new Grant(Optional.of("body"), "reader", "SELECT", false, Optional.empty())))
                .containsExactly("REVOKE SELECT (\"title\") ON TABLE \"public\".\"archive\" FROM reader");
    }

    @Test
    void what_others_gave_and_what_was_given_on_is_told_and_not_taken() {
        Grant given = new Grant(Optional.empty(), "friend", "SELECT", false, Optional.of("reader"));
        Grant insert = new Grant(Optional.empty(), "reader", "INSERT", false, Optional.empty());
        LiveGrants live = new LiveGrants(List.of(SELECT_AND_GIVE, given, insert));
        LiveGrants nothing = new LiveGrants(List.of());

        assertThat(live.revokeUnless(nothing, ARCHIVE))
                .containsExactly("REVOKE INSERT ON TABLE \"public\".\"archive\" FROM reader");
        assertThat(live.keptBeyond(nothing))
                .containsExactly(
                        "SELECT of reader, who has given it on, which has to be revoked first",
                        "SELECT of friend, given by reader, who alone can revoke it");
    }

    @Test
    void each_grant_is_given_to_another_table_once_by_whomever_it_came() {
        Grant again = new Grant(Optional.empty(), "reader", "SELECT", false, Optional.of("friend"));

        assertThat(new LiveGrants(List.of(SELECT, again, SELECT_AND_GIVE, SELECT_ONE)).grant("TABLE t"))
                .containsExactly(
                        "GRANT SELECT ON TABLE t TO reader",
                        "GRANT SELECT ON TABLE t TO reader WITH GRANT OPTION",
                        "GRANT SELECT (\"title\") ON TABLE t TO reader");
    }

    private static List<String> revoked(Grant live, Grant source) {
        return new LiveGrants(List.of(live)).revokeUnless(new LiveGrants(List.of(source)), ARCHIVE);
    }
}
