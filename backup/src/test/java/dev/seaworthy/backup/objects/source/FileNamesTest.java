package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource({
        "a.txt, a.txt",
        "100%.txt, 100%.txt",
        "my%20file, my%20file",
        "%2e, %2e",
        "'', %e",
        "., %2E",
        ".., %2E.",
        "..., ...",
        ".a, .a",
        "%2E, %252E",
        "%25, %2525",
        "%e, %25e",
        "a%c, a%25c",
        "a%f, a%25f",
        "a%e, a%e",
        "%ca, %ca",
        "a\\b, a%5Cb",
        ".seaworthy-objects, %2Eseaworthy-objects"
    })
    void names_a_segment(String segment, String name) {
        assertThat(FileNames.of(segment, "")).containsExactly(name);
        assertThat(FileNames.segment(name)).isEqualTo(segment);
    }

    @Test
    void each_segment_has_one_safe_name_and_comes_back_from_it() {
        Random random = new Random(3);
        Map<List<String>, String> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String segment = NastyKeys.one(random).replace("/", "");
            for (String end : List.of("", FileNames.ASIDE)) {
                List<String> names = FileNames.of(segment, end);

                assertThat(names).allSatisfy(name -> {
                    assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 255);
                    assertThat(name).isNotIn(".", FileNames.OWN).doesNotContainPattern("[\\x00-\\x1F\\x7F/\\\\]");
                });
                assertThat(names.subList(0, names.size() - 1))
                        .allSatisfy(name -> assertThat(name).endsWith(FileNames.CONTINUED));
                String last = names.get(names.size() - 1);
                assertThat(last.endsWith(FileNames.CONTINUED)).isFalse();
                assertThat(last.endsWith(FileNames.ASIDE)).isEqualTo(!end.isEmpty());
                assertThat(FileNames.segment(joined(names, end))).isEqualTo(segment);
                assertThat(seen.merge(names, segment + end, (one, other) -> one))
                        .isEqualTo(segment + end);
            }
        }
    }

    private static boolean isSafe(String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes >= 1
                && bytes <= 255
                && !List.of(".", "..", FileNames.OWN).contains(name)
                && name.chars().noneMatch(unit -> unit < ' ' || unit == 0x7f || unit == '/' || unit == '\\');
    }

    private static String joined(List<String> names, String end) {
        StringBuilder joined = new StringBuilder();
        for (String name : names.subList(0, names.size() - 1)) {
            joined.append(name, 0, name.length() - FileNames.CONTINUED.length());
        }
        String last = names.get(names.size() - 1);
        return joined.append(last, 0, last.length() - end.length()).toString();
    }
}
