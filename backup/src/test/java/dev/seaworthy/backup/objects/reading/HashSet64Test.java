package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashSet64Test {
    @Test
    void knows_what_was_added_however_many() {
        HashSet64 set = new HashSet64();

        for (int i = 0; i < 20_000; i++) {
            assertThat(set.contains("text " + i)).isFalse();
            assertThat(set.add("text " + i)).isTrue();
        }

        for (int i = 0; i < 20_000; i++) {
            assertThat(set.add("text " + i)).isFalse();
            assertThat(set.contains("text " + i)).isTrue();
            assertThat(set.contains("other " + i)).isFalse();
        }
        assertThat(set.size()).isEqualTo(20_000);
    }
}
