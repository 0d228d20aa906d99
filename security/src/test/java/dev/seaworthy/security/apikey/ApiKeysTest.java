package dev.seaworthy.security.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.SecretBytes;
import dev.seaworthy.security.apikey.store.ApiKey;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.apikey.store.KeyStorageException;
import dev.seaworthy.security.apikey.store.StoredKey;
import dev.seaworthy.security.testing.InMemoryApiKeyStore;
import dev.seaworthy.testkit.Logged;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final SecretBytes PEPPER = SecretBytes.of(new byte[32]);

    private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private Instant now = START;
    private final ApiKeys keys = builder().build();

    private ApiKeys.Builder builder() {
        return ApiKeys.builder()
                .prefix("cm")
                .environment("live")
                .store(store)
                .clock(() -> now)
                .nanoTime(nanos::get);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        nanos.addAndGet(time.toNanos());
    }

    private IssuedKey issue() {
        return keys.issue(KeyRequest.forOwner("acme").scopes("content:read", "content:write", "content:read"));
    }

    private static String text(IssuedKey issued) {
        return issued.secret().reveal();
    }

    /** One with the same id and another secret. */
    private static String forged(IssuedKey issued) {
        String body = text(issued).substring(0, "cm_live_".length() + 13) + "0".repeat(43);
        return body + "_" + Checksum.of(body);
    }

    @Test
    void a_key_that_was_issued_is_valid() {
        IssuedKey issued = issue();

        assertThat(text(issued)).matches("cm_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}");
        assertThat(issued.key().owner()).isEqualTo("acme");
        assertThat(issued.key().scopes()).containsExactly("content:read", "content:write");
        assertThat(issued.key().created()).isEqualTo(START);
        assertThat(issued.key().expires()).isEmpty();
        assertThat(keys.verify(text(issued))).isEqualTo(new KeyVerdict.Valid(issued.key()));
        assertThat(keys.verify(text(issued)).validKey()).contains(issued.key());
    }

    @Test
    void scopes_that_are_stated_one_after_the_other_add_up() {
        IssuedKey both = keys.issue(KeyRequest.forOwner("acme").scopes("b").scopes("a"));

        assertThat(both.key().scopes()).containsExactly("a", "b");
    }

    @Test
    void keys_come_from_the_stated_chance() {
        SecureRandom zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 0);
            }
        };
        ApiKeys fixed = builder().random(zeros).build();

        assertThat(text(fixed.issue(KeyRequest.forOwner("acme"))))
                .startsWith("cm_live_" + "0".repeat(12) + "_" + "0".repeat(43) + "_");
    }

    @Test
    void the_store_has_a_digest_and_no_secret() {
        IssuedKey issued = issue();
        StoredKey stored = store.find(issued.key().id()).orElseThrow();

        assertThat(stored.digest()).isEqualTo(new Digests(null, Map.of(), false).of(text(issued)));
        assertThat(stored).hasToString("StoredKey[" + issued.key() + "]");
    }

    @Test
    void a_wrong_secret_and_an_unknown_id_are_both_unknown() {
        IssuedKey issued = issue();
        String unknown = new KeyForm("cm", "live").next(new SecureRandom());

        assertThat(keys.verify(forged(issued))).isEqualTo(new KeyVerdict.Unknown());
        assertThat(keys.verify(unknown)).isEqualTo(new KeyVerdict.Unknown());
        assertThat(keys.verify(unknown).validKey()).isEmpty();
        assertThat(keys.verify(unknown).isValid()).isFalse();
    }

    @Test
    void what_is_no_key_is_told_without_asking_the_store() {
        store.fail();

        assertThat(keys.verify("hunter2")).isEqualTo(new KeyVerdict.Malformed(KeyFlaw.NO_KEY));
        assertThat(keys.verify("cm_test_0123456789AB_" + "a".repeat(43) + "_2SStNE"))
                .isEqualTo(new KeyVerdict.Malformed(KeyFlaw.OTHER_ENVIRONMENT));
        assertThat(store.finds()).isZero();
    }

    @Test
    void a_key_expires_to_the_moment() {
        IssuedKey issued = keys.issue(KeyRequest.forOwner("acme").expiresAfter(Duration.ofDays(90)));

        assertThat(issued.key().expires()).contains(START.plus(Duration.ofDays(90)));
        pass(Duration.ofDays(90).minusMillis(1));
        assertThat(keys.verify(text(issued)).isValid()).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(keys.verify(text(issued))).isInstanceOf(KeyVerdict.Expired.class);
        assertThat(keys.verify(forged(issued))).isEqualTo(new KeyVerdict.Unknown());
    }

    @Test
    void a_key_that_is_taken_back_is_so_at_once() {
        IssuedKey issued = issue();
        assertThat(keys.verify(text(issued)).isValid()).isTrue();

        assertThat(keys.revoke(issued.key().id())).isTrue();

        assertThat(keys.verify(text(issued))).isInstanceOf(KeyVerdict.Revoked.class);
        assertThat(keys.verify(forged(issued))).isEqualTo(new KeyVerdict.Unknown());
        assertThat(keys.revoke(issued.key().id())).isFalse();
        assertThat(keys.revoke("none")).isFalse();
    }

    @Test
    void revoked_is_told_before_expired() {
        IssuedKey issued = keys.issue(KeyRequest.forOwner("acme").expiresAfter(Duration.ofDays(1)));
        keys.revoke(issued.key().id());
        pass(Duration.ofDays(2));

        assertThat(keys.verify(text(issued))).isInstanceOf(KeyVerdict.Revoked.class);
    }

    @Test
    void another_node_takes_it_for_valid_for_ten_seconds_and_no_longer() {
        IssuedKey issued = issue();
        ApiKeys other = builder().build();
        assertThat(other.verify(text(issued)).isValid()).isTrue();
        keys.revoke(issued.key().id());

        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(other.verify(text(issued)).isValid()).isTrue();
        pass(Duration.ofNanos(1));
        assertThat(other.verify(text(issued))).isInstanceOf(KeyVerdict.Revoked.class);
    }

    @Test
    void a_cache_for_no_time_asks_each_time() {
        ApiKeys uncached = builder().cacheFor(Duration.ZERO).build();
        String text = text(issue());
        uncached.verify(text);
        uncached.verify(text);

        assertThat(store.finds()).isEqualTo(2);
        keys.verify(text);
        keys.verify(text);
        assertThat(store.finds()).isEqualTo(3);
    }

    @Test
    void a_key_that_was_read_anew_is_fresh_again() {
        KeyCache cache = new KeyCache(2, Duration.ofSeconds(10), nanos::get);
        StoredKey read = stored("a");
        cache.keep(read, cache.look("a"));
        pass(Duration.ofSeconds(10));
        assertThat(cache.look("a").fresh()).isEmpty();

        cache.keep(read, cache.look("a"));

        assertThat(cache.look("a").fresh()).contains(read);
    }

    @Test
    void a_cache_for_no_time_remembers_what_was_read_last() {
        KeyCache cache = new KeyCache(2, Duration.ZERO, nanos::get);
        StoredKey first = stored("a");
        StoredKey second = new StoredKey(first.key(), "sha256:second");
        cache.keep(first, cache.look("a"));
        assertThat(cache.look("a").remembered()).contains(first);

        cache.keep(second, cache.look("a"));

        assertThat(cache.look("a").remembered()).contains(second);
        assertThat(cache.look("a").fresh()).isEmpty();
    }

    @Test
    void what_is_unknown_is_asked_for_each_time() {
        IssuedKey issued = keys.issue(KeyRequest.forOwner("acme"));
        InMemoryApiKeyStore later = new InMemoryApiKeyStore();
        ApiKeys other = builder().store(later).build();
        assertThat(other.verify(text(issued))).isEqualTo(new KeyVerdict.Unknown());

        later.insert(store.find(issued.key().id()).orElseThrow());

        assertThat(other.verify(text(issued)).isValid()).isTrue();
    }

    @Test
    void a_key_that_was_read_before_it_was_taken_back_is_not_kept() {
        IssuedKey issued = issue();
        List<ApiKeys> both = new ArrayList<>();
        ApiKeyStore slow = new Forwarding(store) {
            @Override
            public Optional<StoredKey> find(String id) {
                Optional<StoredKey> read = super.find(id);
                if (!both.get(0).revoke(id)) {
                    return super.find(id);
                }
                return read;
            }
        };
        both.add(builder().store(slow).build());

        assertThat(both.get(0).verify(text(issued)).isValid()).isTrue();
        assertThat(both.get(0).verify(text(issued))).isInstanceOf(KeyVerdict.Revoked.class);
    }

    @Test
    void a_store_that_fails_makes_nothing_valid() {
        IssuedKey issued = issue();
        store.fail();

        assertThatExceptionOfType(KeyStorageException.class).isThrownBy(() -> keys.verify(text(issued)));
        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> keys.revoke(issued.key().id()));
        assertThatExceptionOfType(KeyStorageException.class).isThrownBy(this::issue);
    }

    @Test
    void a_revocation_whose_answer_was_lost_counts_at_once() {
        IssuedKey issued = issue();
        ApiKeyStore losing = new Forwarding(store) {
            @Override
            public boolean revoke(String id, Instant at) {
                super.revoke(id, at);
                throw new KeyStorageException("no answer");
            }
        };
        ApiKeys node = builder().store(losing).build();
        node.verify(text(issued));

        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> node.revoke(issued.key().id()));

        assertThat(node.verify(text(issued))).isInstanceOf(KeyVerdict.Revoked.class);
    }

    @Test
    void rotation_gives_a_like_key_and_lets_the_old_one_be_for_the_overlap() {
        IssuedKey old =
                keys.issue(KeyRequest.forOwner("acme").scopes("content:read").expiresAfter(Duration.ofDays(90)));
        assertThat(keys.verify(text(old)).isValid()).isTrue();
        pass(Duration.ofDays(80));

        IssuedKey next = keys.rotate(old.key().id(), Duration.ofDays(1)).orElseThrow();

        assertThat(next.key().owner()).isEqualTo("acme");
        assertThat(next.key().scopes()).containsExactly("content:read");
        assertThat(next.key().expires()).contains(now.plus(Duration.ofDays(90)));
        assertThat(next.key().id()).isNotEqualTo(old.key().id());
        assertThat(keys.verify(text(old)).isValid()).isTrue();
        assertThat(keys.verify(text(next)).isValid()).isTrue();
        pass(Duration.ofDays(1));
        assertThat(keys.verify(text(old))).isInstanceOf(KeyVerdict.Expired.class);
        assertThat(keys.verify(text(next)).isValid()).isTrue();
    }

    @Test
    void without_overlap_the_old_key_ends_at_once_on_this_node() {
        IssuedKey old = issue();
        keys.verify(text(old));

        IssuedKey next = keys.rotate(old.key().id(), Duration.ZERO).orElseThrow();

        assertThat(keys.verify(text(old))).isInstanceOf(KeyVerdict.Expired.class);
        assertThat(next.key().expires()).isEmpty();
    }

    @Test
    void an_overlap_does_not_let_a_key_live_longer() {
        IssuedKey old = keys.issue(KeyRequest.forOwner("acme").expiresAfter(Duration.ofDays(1)));
        keys.rotate(old.key().id(), Duration.ofDays(30));
        pass(Duration.ofDays(1));

        assertThat(keys.verify(text(old))).isInstanceOf(KeyVerdict.Expired.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P90D", ""})
    void a_key_that_was_rotated_is_not_again_and_its_successor_lives_as_long(String lifetime) {
        KeyRequest request = KeyRequest.forOwner("acme");
        Optional<Duration> life =
                Optional.of(lifetime).filter(text -> !text.isEmpty()).map(Duration::parse);
        IssuedKey old = keys.issue(life.map(request::expiresAfter).orElse(request));
        pass(Duration.ofDays(1));
        IssuedKey next = keys.rotate(old.key().id(), Duration.ofHours(1)).orElseThrow();
        pass(Duration.ofMinutes(1));

        assertThat(keys.rotate(old.key().id(), Duration.ofHours(1))).isEmpty();
        IssuedKey third = keys.rotate(next.key().id(), Duration.ZERO).orElseThrow();
        assertThat(third.key().expires()).isEqualTo(life.map(now::plus));
        assertThat(keys.verify(text(next))).isInstanceOf(KeyVerdict.Expired.class);
        pass(Duration.ofDays(60));
        assertThat(keys.verify(text(third)).isValid()).isTrue();
    }

    @Test
    void of_two_who_rotate_at_once_one_gets_a_successor() {
        IssuedKey old = issue();
        List<ApiKeys> both = new ArrayList<>();
        ApiKeyStore slow = new Forwarding(store) {
            @Override
            public boolean replace(String id, Instant end, StoredKey successor, Instant at) {
                assertThat(keys.rotate(id, Duration.ofHours(1))).isPresent();
                return super.replace(id, end, successor, at);
            }
        };
        both.add(builder().store(slow).build());

        assertThat(both.get(0).rotate(old.key().id(), Duration.ofHours(1))).isEmpty();
        assertThat(keys.list("acme")).hasSize(2);
    }

    @Test
    void after_a_rotation_both_keys_are_known_without_the_store() {
        IssuedKey old = issue();
        IssuedKey next = keys.rotate(old.key().id(), Duration.ofSeconds(5)).orElseThrow();
        store.fail();

        assertThat(keys.verify(text(old)).isValid()).isTrue();
        assertThat(keys.verify(text(next)).isValid()).isTrue();
        assertThat(keys.remembers(text(old))).isTrue();
        pass(Duration.ofSeconds(5));
        assertThat(keys.verify(text(old))).isInstanceOf(KeyVerdict.Expired.class);
        assertThat(keys.remembers(text(old))).isFalse();
        assertThat(keys.remembers(text(next))).isTrue();
    }

    @Test
    void a_key_that_is_taken_back_while_it_is_rotated_is_not_valid_from_the_cache() {
        IssuedKey old = issue();
        List<ApiKeys> both = new ArrayList<>();
        ApiKeyStore slow = new Forwarding(store) {
            @Override
            public boolean replace(String id, Instant end, StoredKey successor, Instant at) {
                boolean done = super.replace(id, end, successor, at);
                both.get(0).revoke(id);
                return done;
            }
        };
        both.add(builder().store(slow).build());
        both.get(0).rotate(old.key().id(), Duration.ofHours(1));

        assertThat(both.get(0).verify(text(old))).isInstanceOf(KeyVerdict.Revoked.class);
    }

    @Test
    void a_rotation_whose_answer_was_lost_is_not_hidden_by_the_cache() {
        IssuedKey old = issue();
        ApiKeyStore losing = new Forwarding(store) {
            @Override
            public boolean replace(String id, Instant end, StoredKey successor, Instant at) {
                super.replace(id, end, successor, at);
                throw new KeyStorageException("no answer");
            }
        };
        ApiKeys node = builder().store(losing).build();
        node.verify(text(old));

        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> node.rotate(old.key().id(), Duration.ZERO));

        assertThat(node.verify(text(old))).isInstanceOf(KeyVerdict.Expired.class);
    }

    @Test
    void what_is_not_active_is_not_rotated() {
        IssuedKey revoked = issue();
        keys.revoke(revoked.key().id());

        assertThat(keys.rotate(revoked.key().id(), Duration.ZERO)).isEmpty();
        assertThat(keys.rotate("0123456789AB", Duration.ZERO)).isEmpty();
        assertThat(keys.list("acme")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "P366D"})
    void an_overlap_is_zero_to_a_year(Duration overlap) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.rotate("none", overlap))
                .withMessage("the overlap is " + overlap + "; give zero or more, and a year or less");
    }

    @Test
    void a_whole_key_stands_for_its_id() {
        IssuedKey issued = issue();

        IssuedKey next = keys.rotate(text(issued), Duration.ZERO).orElseThrow();

        assertThat(keys.revoke(text(next))).isTrue();
        assertThat(keys.verify(text(next))).isInstanceOf(KeyVerdict.Revoked.class);
    }

    @Test
    void what_can_be_no_id_and_no_owner_is_asked_of_no_store() {
        store.fail();

        assertThat(keys.revoke("a\0b")).isFalse();
        assertThat(keys.rotate("cm_live_0123456789AB_typo", Duration.ZERO)).isEmpty();
        assertThat(keys.list("a\0b")).isEmpty();
    }

    @Test
    void what_needs_no_store_is_told_without_it() {
        IssuedKey issued = issue();
        assertThat(keys.verifyWithoutStore(text(issued))).isEmpty();
        keys.verify(text(issued));
        store.fail();

        assertThat(keys.verifyWithoutStore(text(issued))).contains(new KeyVerdict.Valid(issued.key()));
        assertThat(keys.verifyWithoutStore(forged(issued))).contains(new KeyVerdict.Unknown());
        assertThat(keys.verifyWithoutStore("hunter2")).contains(new KeyVerdict.Malformed(KeyFlaw.NO_KEY));
        pass(Duration.ofSeconds(10));
        assertThat(keys.verifyWithoutStore(text(issued))).isEmpty();
    }

    @Test
    void a_key_that_is_no_longer_active_is_not_remembered() {
        IssuedKey expiring = keys.issue(KeyRequest.forOwner("acme").expiresAfter(Duration.ofDays(1)));
        IssuedKey revoked = issue();
        keys.verify(text(expiring));
        keys.revoke(revoked.key().id());
        keys.verify(text(revoked));
        assertThat(keys.remembers(text(expiring))).isTrue();
        pass(Duration.ofDays(1));

        assertThat(keys.remembers(text(expiring))).isFalse();
        assertThat(keys.remembers(text(revoked))).isFalse();
    }

    @Test
    void of_two_readings_at_once_the_one_that_comes_later_is_not_kept() {
        KeyCache cache = new KeyCache(2, Duration.ofSeconds(10), nanos::get);
        StoredKey newer = stored("a");
        KeyCache.Look early = cache.look("a");
        KeyCache.Look late = cache.look("a");
        cache.keep(newer, early);
        cache.keep(new StoredKey(newer.key(), "sha256:older"), late);

        assertThat(cache.look("a").fresh()).contains(newer);
        StoredKey newest = new StoredKey(newer.key(), "sha256:newest");
        cache.keep(newest, cache.look("a"));
        assertThat(cache.look("a").fresh()).contains(newest);
    }

    @Test
    void a_clock_that_was_ahead_does_not_stop_the_writing_of_uses() {
        String text = text(issue());
        now = START.plus(Duration.ofDays(365));
        keys.verify(text);
        now = START;
        pass(Duration.ofMinutes(1));
        String other = text(issue());
        keys.verify(other);

        assertThat(uses()).contains(Optional.of(now));
    }

    @Test
    void an_id_that_is_taken_is_drawn_anew() {
        List<String> refused = new ArrayList<>();
        ApiKeyStore full = new Forwarding(store) {
            @Override
            public boolean insert(StoredKey key) {
                return refused.size() < 2 ? !refused.add(key.key().id()) : super.insert(key);
            }

            @Override
            public boolean replace(String id, Instant end, StoredKey successor, Instant at) {
                return refused.size() < 4 ? !refused.add(successor.key().id()) : super.replace(id, end, successor, at);
            }
        };
        ApiKeys other = builder().store(full).build();

        IssuedKey issued = other.issue(KeyRequest.forOwner("acme"));
        IssuedKey next = other.rotate(issued.key().id(), Duration.ZERO).orElseThrow();

        assertThat(refused)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .doesNotContain(issued.key().id(), next.key().id());
        assertThat(other.verify(text(next)).isValid()).isTrue();
    }

    @Test
    void a_store_that_takes_no_key_ends_the_trying() {
        ApiKeyStore refusing = new Forwarding(store) {
            @Override
            public boolean insert(StoredKey key) {
                return false;
            }

            @Override
            public boolean replace(String id, Instant end, StoredKey successor, Instant at) {
                return false;
            }
        };
        ApiKeys other = builder().store(refusing).build();
        String id = issue().key().id();

        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> other.issue(KeyRequest.forOwner("acme")))
                .withMessageContaining("each new id");
        assertThatExceptionOfType(KeyStorageException.class)
                .isThrownBy(() -> other.rotate(id, Duration.ZERO))
                .withMessageContaining("could not be rotated");
    }

    @Test
    void lists_what_an_owner_has_without_secrets() {
        IssuedKey first = issue();
        pass(Duration.ofSeconds(1));
        IssuedKey second = issue();
        keys.revoke(first.key().id());

        assertThat(keys.list("acme"))
                .extracting(ApiKey::id)
                .containsExactly(first.key().id(), second.key().id());
        assertThat(keys.list("acme").toString()).doesNotContain(text(first), text(second));
    }

    @Test
    void a_use_is_written_once_a_minute_at_most() {
        String first = text(issue());
        IssuedKey second = issue();
        keys.verify(first);
        Instant written = now;
        for (int i = 0; i < 59; i++) {
            pass(Duration.ofSeconds(1));
            keys.verify(first);
            keys.verify(text(second));
        }

        assertThat(uses()).containsExactlyInAnyOrder(Optional.of(written), Optional.empty());
        pass(Duration.ofSeconds(1));
        keys.verify(first);
        assertThat(uses()).containsExactlyInAnyOrder(Optional.of(now), Optional.of(now.minusSeconds(1)));
    }

    private List<Optional<Instant>> uses() {
        return store.list("acme").stream().map(ApiKey::lastUsed).toList();
    }

    @Test
    void listing_and_closing_write_the_last_uses() {
        String text = text(issue());
        keys.verify(text);
        pass(Duration.ofSeconds(5));
        keys.verify(text);

        assertThat(keys.list("acme").get(0).lastUsed()).contains(now);
        pass(Duration.ofSeconds(5));
        keys.verify(text);
        keys.close();
        assertThat(uses()).containsExactly(Optional.of(now));
    }

    @Test
    void what_opens_nothing_is_no_use() {
        IssuedKey issued = keys.issue(KeyRequest.forOwner("acme").expiresAfter(Duration.ofDays(1)));
        keys.verify(forged(issued));
        pass(Duration.ofDays(1));
        keys.verify(text(issued));
        keys.close();

        assertThat(uses()).containsExactly(Optional.empty());
    }

    @Test
    void a_use_that_cannot_be_written_refuses_nobody_and_is_written_later() {
        String text = text(issue());
        List<Boolean> failing = new ArrayList<>(List.of(true));
        ApiKeyStore half = new Forwarding(store) {
            @Override
            public void touch(Map<String, Instant> lastUsed) {
                if (failing.get(0)) {
                    throw new KeyStorageException("read only");
                }
                super.touch(lastUsed);
            }
        };
        ApiKeys node = builder().store(half).build();
        try (Logged log = new Logged()) {
            assertThat(node.verify(text).isValid()).isTrue();
            assertThat(log.text())
                    .contains("When 1 API keys were last used can't be written", "read only")
                    .doesNotContain(text);
        }
        Instant used = now;
        pass(Duration.ofSeconds(30));
        failing.set(0, false);
        node.close();

        assertThat(uses()).containsExactly(Optional.of(used));
    }

    @Test
    void an_executor_writes_the_uses_and_one_that_refuses_is_no_harm() {
        String text = text(issue());
        List<Runnable> later = new ArrayList<>();
        ApiKeys node = builder().executor(later::add).build();
        assertThat(node.verify(text).isValid()).isTrue();
        assertThat(uses()).containsExactly(Optional.empty());
        later.get(0).run();
        assertThat(uses()).containsExactly(Optional.of(now));

        ApiKeys refused = builder()
                .executor(task -> {
                    throw new RejectedExecutionException("full");
                })
                .build();
        pass(Duration.ofSeconds(1));
        try (Logged log = new Logged()) {
            assertThat(refused.verify(text).isValid()).isTrue();
            assertThat(log.text()).contains("RejectedExecutionException");
        }
        refused.close();
        assertThat(uses()).containsExactly(Optional.of(now));
    }

    /** Keeps what it is told, after it has done what a test says. */
    private final class Touching extends Forwarding {
        private final List<Map<String, Instant>> told = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        Touching() {
            super(store);
        }

        @Override
        public void touch(Map<String, Instant> lastUsed) {
            meanwhile.run();
            told.add(lastUsed);
        }
    }

    @Test
    void so_many_uses_are_pending_and_no_more() {
        Touching touching = new Touching();
        LastUse lastUse = new LastUse(touching, Runnable::run, nanos::get);
        for (int i = 0; i <= LastUse.MOST_PENDING + 1; i++) {
            lastUse.note("key " + i, now);
        }
        lastUse.note("key 1", now.plusSeconds(1));
        lastUse.flush();

        assertThat(touching.told).extracting(Map::size).containsExactly(1, LastUse.MOST_PENDING);
        assertThat(touching.told.get(1)).containsEntry("key 1", now.plusSeconds(1));
    }

    @Test
    void uses_that_come_while_a_write_fails_count_more_than_those_of_before() {
        assertThat(usesAfterAFailure("key 1", 2))
                .containsOnly(Map.entry("key 1", now.plusSeconds(1)), Map.entry("key 2", now.plusSeconds(1)));
        assertThat(usesAfterAFailure("before", 2)).hasSize(3).containsEntry("before", now);
        assertThat(usesAfterAFailure("before", LastUse.MOST_PENDING))
                .hasSize(LastUse.MOST_PENDING)
                .doesNotContainKey("before");
    }

    /** What is written at last, if a write of one use fails after others have come. */
    private Map<String, Instant> usesAfterAFailure(String id, int others) {
        Touching touching = new Touching();
        LastUse lastUse = new LastUse(touching, Runnable::run, nanos::get);
        touching.meanwhile = () -> {
            for (int i = 1; i <= others; i++) {
                lastUse.note("key " + i, now.plusSeconds(1));
            }
            throw new KeyStorageException("read only");
        };
        try (Logged log = new Logged()) {
            lastUse.note(id, now);
            assertThat(log.text()).contains("read only");
        }
        touching.meanwhile = () -> {};
        lastUse.flush();
        return touching.told.get(0);
    }

    @Test
    void so_many_keys_are_cached_and_the_one_asked_for_longest_ago_goes() {
        KeyCache cache = new KeyCache(2, Duration.ofSeconds(10), nanos::get);
        for (String id : List.of("a", "b")) {
            cache.keep(stored(id), cache.look(id));
        }
        cache.look("a");
        cache.keep(stored("c"), cache.look("c"));

        assertThat(cache.look("a").fresh()).isPresent();
        assertThat(cache.look("b").fresh()).isEmpty();
        assertThat(cache.look("b").remembered()).isEmpty();
        assertThat(cache.look("c").fresh()).isPresent();
    }

    private StoredKey stored(String id) {
        ApiKey key = new ApiKey(
                id,
                "acme",
                java.util.Set.of(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new StoredKey(key, "sha256:");
    }

    @Test
    void remembers_a_key_that_was_shown_however_long_ago_and_asks_nobody() {
        IssuedKey issued = issue();
        keys.verify(forged(issued));
        assertThat(keys.remembers(text(issued))).isFalse();
        keys.verify(text(issued));
        pass(Duration.ofDays(1));
        int finds = store.finds();

        assertThat(keys.remembers(text(issued))).isTrue();
        assertThat(keys.remembers(forged(issued))).isFalse();
        assertThat(keys.remembers("hunter2")).isFalse();
        assertThat(store.finds()).isEqualTo(finds);
    }

    @Test
    void a_pepper_changes_as_keys_are_rotated() {
        SecretBytes next = SecretBytes.of(new byte[33]);
        ApiKeys peppered = builder().pepper("2026", PEPPER).build();
        IssuedKey old = peppered.issue(KeyRequest.forOwner("acme"));
        ApiKeys after =
                builder().pepper("2027", next).formerPepper("2026", PEPPER).build();

        assertThat(digest(old)).startsWith("hmac-sha256:2026:");
        assertThat(after.verify(text(old)).isValid()).isTrue();
        assertThat(digest(after.rotate(old.key().id(), Duration.ZERO).orElseThrow()))
                .startsWith("hmac-sha256:2027:");
    }

    @Test
    void beside_a_pepper_digests_without_one_are_taken_if_that_is_said() {
        IssuedKey bare = issue();
        ApiKeys peppered = builder().pepper("2026", PEPPER).build();
        ApiKeys formerly =
                builder().pepper("2026", PEPPER).formerlyWithoutPepper().build();

        assertThat(peppered.verify(text(bare))).isEqualTo(new KeyVerdict.Unknown());
        assertThat(formerly.verify(text(bare)).isValid()).isTrue();
        assertThat(digest(formerly.issue(KeyRequest.forOwner("acme")))).startsWith("hmac-sha256:2026:");
    }

    @Test
    void a_digest_that_cannot_be_used_is_unknown_to_all_and_told_once_a_minute() {
        IssuedKey peppered = builder().pepper("2026", PEPPER).build().issue(KeyRequest.forOwner("acme"));
        try (Logged log = new Logged()) {
            assertThat(keys.verify(text(peppered))).isEqualTo(new KeyVerdict.Unknown());
            assertThat(log.text())
                    .contains("An API key is unknown to this instance, as its stored digest was made with a pepper that"
                            + " is not stated; state it by formerPepper")
                    .doesNotContain(text(peppered));
        }
        try (Logged log = new Logged()) {
            assertThat(keys.verify(forged(peppered))).isEqualTo(new KeyVerdict.Unknown());
            assertThat(log.text()).isEmpty();
            pass(Duration.ofMinutes(1));
            keys.verify(forged(peppered));
            assertThat(log.text()).contains("formerPepper");
        }
    }

    private String digest(IssuedKey issued) {
        return store.find(issued.key().id()).orElseThrow().digest();
    }

    @Test
    void tells_all_that_is_wrong_with_a_declaration() {
        ApiKeys.Builder builder = ApiKeys.builder()
                .prefix("CM")
                .pepper("the year 2026", PEPPER)
                .pepper("a", SecretBytes.of(new byte[31]))
                .formerPepper("b", PEPPER)
                .formerPepper("b", PEPPER)
                .cacheFor(Duration.ofHours(1).plusNanos(1))
                .cacheFor(Duration.ofMillis(-1));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage("""
                        ApiKeys has 8 problems:
                        - a pepper's name is 1 to 8 letters, digits, - or _, such as the year; not "the year 2026"
                        - pepper a has 31 bytes; give 32 or more that are random
                        - pepper b is stated twice; give each its own name
                        - cacheFor is PT1H0.000000001S; give zero or more, and an hour or less
                        - cacheFor is PT-0.001S; give zero or more, and an hour or less
                        - the prefix is 2 to 16 of a-z and 0-9, a letter first, such as cm; not "CM"
                        - the environment is 2 to 16 of a-z and 0-9, a letter first, such as live; not ""
                        - the store is missing; state it, for example JdbcApiKeyStore.of(dataSource)""");
    }

    @Test
    void tells_all_that_is_wrong_with_a_request() {
        KeyRequest request = KeyRequest.forOwner("a\nb").scopes("", "a b").expiresAfter(Duration.ZERO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.issue(request))
                .withMessage("""
                        KeyRequest has 4 problems:
                        - the owner is 1 to 200 characters without control characters
                        - scope "" must be 1 to 100 of printable ASCII without blanks, double quotes and backslashes
                        - scope "a b" must be 1 to 100 of printable ASCII without blanks, double quotes and backslashes
                        - it expires after PT0S; give more than zero, and 100 years or less""");
        assertThat(keys.list("a\nb")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "P36501D"})
    void a_lifetime_is_more_than_zero_and_up_to_a_century(Duration lifetime) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.issue(KeyRequest.forOwner("acme").expiresAfter(lifetime)));
    }

    @Test
    void too_many_scopes_are_told() {
        String[] scopes =
                java.util.stream.IntStream.range(0, 101).mapToObj(i -> "s" + i).toArray(String[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> keys.issue(KeyRequest.forOwner("acme").scopes(scopes)))
                .withMessage("KeyRequest: there are 101 scopes; give 100 or fewer");
    }

    @Test
    void shows_no_key() {
        IssuedKey issued = issue();

        assertThat(issued.toString()).contains("***").doesNotContain(text(issued));
        assertThat(keys).hasToString("ApiKeys[cm_live]");
        assertThat(keys.verify(text(issued)).toString()).doesNotContain(text(issued));
        assertThat(keys.scannerPattern()).startsWith("cm_");
    }

    /** Hands on everything. */
    private static class Forwarding implements ApiKeyStore {
        private final ApiKeyStore store;

        Forwarding(ApiKeyStore store) {
            this.store = store;
        }

        @Override
        public Optional<StoredKey> find(String id) {
            return store.find(id);
        }

        @Override
        public boolean insert(StoredKey key) {
            return store.insert(key);
        }

        @Override
        public boolean revoke(String id, Instant now) {
            return store.revoke(id, now);
        }

        @Override
        public boolean replace(String id, Instant end, StoredKey successor, Instant now) {
            return store.replace(id, end, successor, now);
        }

        @Override
        public List<ApiKey> list(String owner) {
            return store.list(owner);
        }

        @Override
        public void touch(Map<String, Instant> lastUsed) {
            store.touch(lastUsed);
        }

        @Override
        public int deleteInactiveBefore(Instant end) {
            return store.deleteInactiveBefore(end);
        }
    }
}
