package dev.seaworthy.security.apikey.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store of keys does. */
public abstract class ApiKeyStoreContract {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

    /** An empty one, the same each time in one test. */
    protected abstract ApiKeyStore store();

    /** Lets it fail from here on. */
    protected abstract void breakStore();

    protected static StoredKey key(String id) {
        return key(id, "acme", NOW, Optional.empty());
    }

    private static StoredKey key(String id, String owner, Instant created, Optional<Instant> expires) {
        Set<String> scopes = Set.of("content:read", "a\"b{},\\'c");
        ApiKey key =
                new ApiKey(id, owner, scopes, created, expires, Optional.empty(), Optional.empty(), Optional.empty());
        return new StoredKey(key, "sha256:of " + id);
    }

    private static ApiKey bare(Set<String> scopes) {
        return new ApiKey(
                "one", "acme", scopes, NOW, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void gives_back_what_was_put_in() {
        StoredKey forGood = key("one");
        StoredKey expiring = key("two", "it's \"acme\" ä", NOW, Optional.of(NOW.plusSeconds(60)));

        assertThat(store().insert(forGood)).isTrue();
        assertThat(store().insert(expiring)).isTrue();

        assertThat(store().find("one")).contains(forGood);
        assertThat(store().find("two")).contains(expiring);
        assertThat(store().find("ONE")).isEmpty();
        assertThat(store().find("")).isEmpty();
    }

    @Test
    void a_key_without_scopes_has_none() {
        ApiKey bare = bare(Set.of());
        store().insert(new StoredKey(bare, "sha256:x"));

        assertThat(store().find("one").orElseThrow().key()).isEqualTo(bare);
    }

    @Test
    void scopes_are_in_the_order_of_the_alphabet() {
        Set<String> scopes = new LinkedHashSet<>(List.of("c", "a", "b"));
        store().insert(new StoredKey(bare(scopes), "sha256:x"));

        assertThat(found("one").scopes()).containsExactly("a", "b", "c");
    }

    @Test
    void an_id_that_is_taken_stays_whose_it_is() {
        store().insert(key("one"));

        assertThat(store().insert(key("one", "mallory", NOW, Optional.empty()))).isFalse();
        assertThat(store().find("one")).contains(key("one"));
    }

    @Test
    void a_key_is_taken_back_once() {
        store().insert(key("one"));

        assertThat(store().revoke("one", NOW.plusSeconds(1))).isTrue();
        assertThat(store().revoke("one", NOW.plusSeconds(2))).isFalse();
        assertThat(store().revoke("none", NOW)).isFalse();

        assertThat(found("one").revoked()).contains(NOW.plusSeconds(1));
    }

    @Test
    void a_successor_comes_and_the_key_before_it_ends() {
        store().insert(key("one"));

        assertThat(store().replace("one", NOW.plusSeconds(60), key("two"), NOW)).isTrue();

        assertThat(found("one").expires()).isEmpty();
        assertThat(found("one").superseded()).contains(NOW.plusSeconds(60));
        assertThat(found("one").ends()).contains(NOW.plusSeconds(60));
        assertThat(store().find("two")).contains(key("two"));
    }

    @Test
    void a_key_that_ends_sooner_does_not_live_longer_for_its_successor() {
        store().insert(key("one", "acme", NOW, Optional.of(NOW.plusSeconds(30))));

        assertThat(store().replace("one", NOW.plusSeconds(60), key("two"), NOW)).isTrue();

        assertThat(found("one").expires()).contains(NOW.plusSeconds(30));
        assertThat(found("one").ends()).contains(NOW.plusSeconds(30));
    }

    @Test
    void a_key_has_one_successor() {
        store().insert(key("one"));
        List<CompletableFuture<Boolean>> tries = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> store().replace("one", NOW.plusSeconds(60 + number), key("next " + number), NOW)))
                .toList();

        assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(1);
        assertThat(store().list("acme")).hasSize(2);
        assertThat(store().replace("one", NOW, key("late"), NOW)).isFalse();
        assertThat(found("one").superseded().orElseThrow()).isAfter(NOW);
    }

    @Test
    void what_opens_nothing_since_long_is_forgotten() {
        store().insert(key("active", "acme", NOW, Optional.of(NOW.plusSeconds(10))));
        store().insert(key("for good"));
        store().insert(key("expired", "acme", NOW, Optional.of(NOW.plusSeconds(9))));
        store().insert(key("revoked"));
        store().revoke("revoked", NOW.plusSeconds(9));
        store().insert(key("superseded"));
        store().replace("superseded", NOW.plusSeconds(9), key("successor"), NOW);

        assertThat(store().deleteInactiveBefore(NOW.plusSeconds(10))).isEqualTo(3);
        assertThat(store().deleteInactiveBefore(NOW.plusSeconds(10))).isZero();

        assertThat(store().list("acme")).extracting(ApiKey::id).containsExactly("active", "for good", "successor");
    }

    @Test
    void what_is_not_active_has_no_successor() {
        store().insert(key("expired", "acme", NOW, Optional.of(NOW.plusSeconds(30))));
        store().insert(key("revoked"));
        store().revoke("revoked", NOW);

        assertThat(store().replace("expired", NOW.plusSeconds(60), key("two"), NOW.plusSeconds(30)))
                .isFalse();
        assertThat(store().replace("revoked", NOW.plusSeconds(60), key("two"), NOW))
                .isFalse();
        assertThat(store().replace("none", NOW.plusSeconds(60), key("two"), NOW))
                .isFalse();

        assertThat(store().find("two")).isEmpty();
        assertThat(found("expired").expires()).contains(NOW.plusSeconds(30));
        assertThat(found("revoked").expires()).isEmpty();
    }

    @Test
    void a_successor_whose_id_is_taken_changes_nothing() {
        store().insert(key("one"));
        store().insert(key("two", "other", NOW, Optional.empty()));

        assertThat(store().replace("one", NOW.plusSeconds(60), key("two"), NOW)).isFalse();

        assertThat(store().find("one")).contains(key("one"));
        assertThat(found("two").owner()).isEqualTo("other");
    }

    @Test
    void lists_the_keys_of_an_owner_the_oldest_first() {
        store().insert(key("a", "acme", NOW.plusSeconds(2), Optional.empty()));
        store().insert(key("c", "acme", NOW, Optional.of(NOW)));
        store().insert(key("b", "acme", NOW, Optional.empty()));
        store().insert(key("d", "other", NOW, Optional.empty()));
        store().revoke("a", NOW);

        assertThat(store().list("acme")).extracting(ApiKey::id).containsExactly("b", "c", "a");
        assertThat(store().list("nobody")).isEmpty();
    }

    @Test
    void a_use_is_noted_and_none_before_it() {
        store().insert(key("one"));
        store().insert(key("two"));
        store().touch(Map.of("one", NOW.plusSeconds(5), "none", NOW));
        store().touch(Map.of("one", NOW.plusSeconds(3), "two", NOW));
        store().touch(Map.of());

        assertThat(found("one").lastUsed()).contains(NOW.plusSeconds(5));
        assertThat(found("two").lastUsed()).contains(NOW);
        assertThat(store().find("none")).isEmpty();
    }

    @Test
    void of_many_who_want_one_id_one_gets_it() {
        List<CompletableFuture<Boolean>> tries = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> store().insert(key("one", "owner " + number, NOW, Optional.empty()))))
                .toList();

        assertThat(tries.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    void a_failure_is_no_answer() {
        store().insert(key("one"));
        breakStore();

        assertFails(() -> store().find("one"));
        assertFails(() -> store().insert(key("two")));
        assertFails(() -> store().revoke("one", NOW));
        assertFails(() -> store().replace("one", NOW, key("two"), NOW));
        assertFails(() -> store().list("acme"));
        assertFails(() -> store().touch(Map.of("one", NOW)));
        assertFails(() -> store().deleteInactiveBefore(NOW));
    }

    private static void assertFails(ThrowingCallable call) {
        assertThatExceptionOfType(KeyStorageException.class).isThrownBy(call).withMessageNotContaining("sha256:of");
    }

    private ApiKey found(String id) {
        return store().find(id).orElseThrow().key();
    }
}
