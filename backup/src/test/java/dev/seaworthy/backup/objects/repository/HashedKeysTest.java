package dev.seaworthy.backup.objects.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HashedKeysTest {
    private final HashedKeys keys = new HashedKeys();

    @Test
    void has_what_it_was_given_and_no_more() {
        assertThat(IntStream.range(0, 200_000).allMatch(i -> keys.add("data/" + i)))
                .isTrue();

        assertThat(keys.size()).isEqualTo(200_000);
        assertThat(IntStream.range(0, 200_000).allMatch(i -> keys.contains("data/" + i)))
                .isTrue();
        assertThat(IntStream.range(200_000, 400_000).noneMatch(i -> keys.contains("data/" + i)))
                .isTrue();
    }

    @Test
    void tells_what_it_had() {
        assertThat(keys.add("a")).isTrue();
        assertThat(keys.add("a")).isFalse();
        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.contains("")).isFalse();
    }
}
