package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
    private static final int[] ALPHABET = {
        0, 'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xff5e, 0xffff, 0x10000, 0x1f600, 0x10ffff
    };

    @Test
    void orders_keys_as_the_bytes_of_their_utf_8() {
        Random random = new Random(8);
        for (int i = 0; i < 200_000; i++) {
            String a = text(random);
            String b = random.nextInt(4) == 0 ? a + text(random) : text(random);

            assertThat(Integer.signum(KeyRange.ORDER.compare(a, b)))
                    .as("%s and %s", a, b)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(bytes(a), bytes(b))));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(ALPHABET[random.nextInt(ALPHABET.length)]);
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void holds_its_last_key_and_not_the_one_before_its_first() {
        KeyRange range = new KeyRange("b", Optional.of("d"));

        assertThat(range.contains("b")).isFalse();
        assertThat(range.contains("b\0")).isTrue();
        assertThat(range.contains("d")).isTrue();
        assertThat(range.contains("d\0")).isFalse();
        assertThat(KeyRange.ALL.contains("\uDBFF\uDFFF")).isTrue();
    }
}
