package dev.seaworthy.security.csp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoncesTest {
    private final ContentSecurityPolicy policy = ContentSecurityPolicy.builder()
            .defaultSrc(Source.NONE)
            .scriptSrc(Source.NONCE, Source.STRICT_DYNAMIC)
            .styleSrc(Source.SELF, Source.NONCE)
            .upgradeInsecureRequests()
            .build();

    @Test
    void makes_each_of_at_least_128_random_bits() {
        Nonces nonces = Nonces.create();

        assertThat(Stream.generate(nonces::next).limit(10_000).map(Nonce::value).collect(Collectors.toSet()))
                .hasSize(10_000)
                .allMatch(value -> Base64.getDecoder().decode(value).length >= 16);
    }

    @Test
    void takes_its_bytes_from_the_random_numbers_that_it_is_given() {
        SecureRandom counting = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) i;
                }
            }
        };

        assertThat(Nonces.of(counting).next().value()).isEqualTo("AAECAwQFBgcICQoLDA0ODxAR");
    }

    @Test
    void no_two_threads_are_given_the_same() throws Exception {
        Counting source = new Counting();
        Nonces nonces = Nonces.of(source);
        ExecutorService threads = Executors.newFixedThreadPool(3 * BytesAhead.STRIPES);
        try {
            Callable<List<String>> some = () ->
                    Stream.generate(nonces::next).limit(1_000).map(Nonce::value).toList();

            Set<String> all = new HashSet<>();
            for (Future<List<String>> taken : threads.invokeAll(Collections.nCopies(3 * BytesAhead.STRIPES, some))) {
                all.addAll(taken.get());
            }
            assertThat(all).hasSize(3_000 * BytesAhead.STRIPES);
            assertThat(source.isOverrun()).isFalse();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_byte_is_in_one_nonce_and_wiped_then() {
        Counting source = new Counting();
        Nonces nonces = Nonces.of(source);

        for (int i = 1; i <= BytesAhead.BATCH; i++) {
            assertThat(Base64.getDecoder().decode(nonces.next().value()))
                    .isEqualTo(Counting.bytes(Nonces.BYTES, (i - 1) * Nonces.BYTES));
            assertThat(Arrays.copyOf(source.given(), i * Nonces.BYTES)).containsOnly(0);
            assertThat(Arrays.copyOfRange(source.given(), i * Nonces.BYTES, BytesAhead.BATCH * Nonces.BYTES))
                    .isEqualTo(Counting.bytes((BytesAhead.BATCH - i) * Nonces.BYTES, i * Nonces.BYTES));
        }
        assertThat(Base64.getDecoder().decode(nonces.next().value()))
                .isEqualTo(Counting.bytes(Nonces.BYTES, BytesAhead.BATCH * Nonces.BYTES));
    }

    @Test
    void a_source_that_fails_gives_no_nonce_and_no_old_bytes_later() {
        Counting source = new Counting();
        Nonces nonces = Nonces.of(source);
        Set<String> before = Stream.generate(nonces::next)
                .limit(BytesAhead.BATCH)
                .map(Nonce::value)
                .collect(Collectors.toSet());

        source.fail(true);
        assertThatIllegalStateException().isThrownBy(nonces::next);
        assertThatIllegalStateException().isThrownBy(nonces::next);

        source.fail(false);
        assertThat(before).doesNotContain(nonces.next().value()).hasSize(BytesAhead.BATCH);
    }

    /** Counts up, so that each nonce tells which bytes it is of. */
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final AtomicLong next = new AtomicLong();
        private final transient Set<byte[]> filled =
                Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
        private volatile boolean isOverrun;
        private byte[] last = {};
        private boolean isFailing;

        @Override
        public void nextBytes(byte[] bytes) {
            if (isFailing) {
                throw new IllegalStateException("no entropy");
            }
            isOverrun |= !filled.add(bytes);
            long from = next.getAndAdd(bytes.length);
            System.arraycopy(bytes(bytes.length, from), 0, bytes, 0, bytes.length);
            last = bytes;
            Thread.yield();
            filled.remove(bytes);
        }

        /** Whether two threads had it fill the same array at once. */
        boolean isOverrun() {
            return isOverrun;
        }

        /** Of each nonce's bytes the first eight are its place, and the others stand for it too. */
        static byte[] bytes(int length, long from) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.remaining() > 0) {
                long place = (from + bytes.position()) / Nonces.BYTES;
                bytes.putLong(place).putLong(~place).putShort((short) 1);
            }
            return bytes.array();
        }

        /** What it has filled last. */
        byte[] given() {
            return last;
        }

        void fail(boolean now) {
            isFailing = now;
        }
    }

    @Test
    void stands_wherever_the_policy_asks_for_it() {
        Nonce nonce = Nonces.create().next();

        assertThat(policy.usesNonce()).isTrue();
        assertThat(policy.render(true, nonce))
                .isEqualTo("default-src 'none'; script-src 'nonce-" + nonce + "' 'strict-dynamic'; style-src 'self'"
                        + " 'nonce-" + nonce + "'; upgrade-insecure-requests");
        assertThat(policy.render(false, nonce)).endsWith("'nonce-" + nonce + "'");
        assertThat(policy.render(true, Nonces.create().next())).isNotEqualTo(policy.render(true, nonce));
    }

    @Test
    void renders_a_policy_without_nonces_as_it_is() {
        ContentSecurityPolicy fixed = ContentSecurityPolicy.jsonApi();

        assertThat(fixed.usesNonce()).isFalse();
        assertThat(fixed.render(true, Nonces.create().next())).isSameAs(fixed.render(true));
    }

    @Test
    void renders_no_policy_with_a_nonce_that_nobody_gave() {
        assertThatIllegalStateException().isThrownBy(() -> policy.render(true)).withMessageContaining("Nonces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAA==",
                "AAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAA===",
                "AAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAA'",
                "AAAAAAAAAAAA AAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA\r\n",
                "AAAAAAAAAAAAAAAAAAAAAA;A",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void takes_from_elsewhere_only_base64_of_128_bits_and_more(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Nonce(value))
                .withMessageStartingWith("Nonce of " + value.length() + " characters");
    }

    @Test
    void takes_a_nonce_of_exactly_128_bits_with_its_padding_or_without() {
        assertThat(new Nonce("AAAAAAAAAAAAAAAAAAAAAA==").value()).hasSize(24);
        assertThat(new Nonce("AAAAAAAAAAAAAAAAAAAAAA").value()).hasSize(22);
    }
}
